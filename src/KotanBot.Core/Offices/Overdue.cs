using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>What of those who sent nothing is looked at.</summary>
public enum OverdueView
{
    /// <summary>Volunteers, by name.</summary>
    People,

    /// <summary>Lembaga without any report this month.</summary>
    Lembaga,

    /// <summary>The offices below.</summary>
    Offices,
}

public abstract partial record OfficeNeed
{
    /// <summary>Who sent neither a report nor a null report. A null <paramref name="Satker"/> is the asker's office; pages count from 0.</summary>
    public sealed record Overdue(string? Satker, OverdueView View, int Page) : OfficeNeed
    {
        /// <summary>Ids of the dialogs that count, reports and null reports.</summary>
        public ImmutableArray<string> Reports { get; init; } = [];

        public override OfficeNeed With(DefinitionSet definitions) =>
            this with { Reports = [.. definitions.Dialogs.Where(d => d.Purpose is DialogPurpose.Report or DialogPurpose.NullReport).Select(d => d.Id)] };
    }
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OverdueFacts? Overdue { get; init; }
}

/// <summary>A null <paramref name="Satker"/>: no such office within the asker's scope. <paramref name="Below"/> is empty for an office with none below it.</summary>
public sealed record OverdueFacts(OfficeName? Satker, OfficeSilence Own, ImmutableArray<OfficeSilence> Below)
{
    /// <summary>How many names stand on a page.</summary>
    public const int PageSize = 10;

    /// <summary>Those silent this week whom a reminder would reach now: not opted out, reachable and not reminded today.</summary>
    public int Remindable { get; init; }

    /// <summary>The page that was asked for, longest silent first.</summary>
    public ImmutableArray<SilentPerson> People { get; init; } = [];

    public ImmutableArray<string> Lembaga { get; init; } = [];

    public int SilentLembaga { get; init; }

    public int AllLembaga { get; init; }
}

/// <summary>One office: how many of its volunteers sent nothing this week and last week, of those who were there when the week began.</summary>
/// <param name="Parent">Code of the office above it.</param>
public sealed record OfficeSilence(OfficeName Office, string? Parent, int Volunteers, int Silent, int SilentLastWeek, bool HasAdmin)
{
    /// <summary>Nothing in this week nor in the one before, of those who were there when that began.</summary>
    public int SilentTwoWeeks { get; init; }
}

/// <summary>Null <paramref name="LastReport"/>: never. The names are opened for this one turn.</summary>
public sealed record SilentPerson(string? Name, string? Lembaga, DateTimeOffset? LastReport);

public abstract partial record OfficeDeed
{
    /// <summary>Reminds those of the office who sent nothing in the week, once a day each and only who wants to hear.</summary>
    public sealed record Remind(string Satker, ReportWeek Week, DateTimeOffset DueAt) : OfficeDeed;
}

[JsonDerivedType(typeof(Reminder), "reminder")]
public abstract partial record Notice
{
    /// <summary>Nothing was heard this week: report, or say with one tap that there was nothing. <paramref name="Monday"/> begins the week that is meant.</summary>
    public sealed record Reminder(DateOnly Monday) : Notice
    {
        public override bool IsNews => true;
    }
}
