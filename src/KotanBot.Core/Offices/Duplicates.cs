using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>The questions of a report that tell which event it is about: what it is about (null where its title says it), its days and its region, and the place in words that follows the region, if any.</summary>
public sealed record EventSteps(string Dialog, string? Kind, string Days, string Region, string? Place)
{
    /// <summary>Of every dialog that an office reviews and that tells of events.</summary>
    public static ImmutableArray<EventSteps> Of(DefinitionSet definitions) =>
        [.. definitions.Dialogs.Where(d => d.Purpose == DialogPurpose.Report).Select(Of).OfType<EventSteps>()];

    private static EventSteps? Of(Dialog dialog)
    {
        var region = dialog.Steps.OfType<RegionStep>().FirstOrDefault();
        return dialog.Steps.OfType<DateStep>().FirstOrDefault() is { } days && region is not null
            ? new EventSteps(dialog.Id, dialog.KindStep?.Id, days.Id, region.Id, dialog.Steps.SkipWhile(s => s != region).OfType<TextStep>().FirstOrDefault()?.Id)
            : null;
    }

    /// <summary>Whether places in words allow that two reports of the same kind, days and region tell of one event. Where neither names a place, only one and the same reporter is suspected.</summary>
    public bool MayBeSamePlace(ImmutableArray<StepAnswer> one, ImmutableArray<StepAnswer> other, bool sameReporter) => (PlaceIn(one), PlaceIn(other)) switch
    {
        ({ } left, { } right) => PlaceNames.MayBeSame(left, right),
        (null, null) => sameReporter,
        _ => false,
    };

    private string? PlaceIn(ImmutableArray<StepAnswer> answers) => answers.Where(a => a.StepId == Place).Select(a => a.Value).OfType<AnswerValue.Text>().FirstOrDefault()?.Value;
}

/// <summary>A report that may tell of the same event as one that waits, and how far its office is with it.</summary>
public sealed record TwinReport(WaitingReport Report, ReviewState State);

[JsonDerivedType(typeof(SameReport), "same-report")]
public abstract partial record OfficeQuestion
{
    /// <summary>Do these two tell of the same event?</summary>
    public sealed record SameReport(string Id, string TwinId, int Number, int Of) : AboutReport(Id, Number, Of);
}

public abstract partial record OfficeDeed
{
    /// <summary>Remembers that these reports tell of two events.</summary>
    public sealed record TellApart(string Id, string OtherId) : OfficeDeed;
}
