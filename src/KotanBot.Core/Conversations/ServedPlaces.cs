using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Puts the name of the office that serves a place into a note, and foresees which places that may be.</summary>
internal sealed class ServedPlaces(Turn turn)
{
    /// <summary>Regions whose offices must be looked up before this input can be decided.</summary>
    public static ImmutableArray<string> Needs(DefinitionSet definitions, Conversation conversation, string text)
    {
        if (conversation is not { Run: { } run } || definitions.Find(run.DialogId, run.DialogHash) is not { } dialog)
            return [];
        var asked = dialog.Steps.OfType<NoteStep>().Select(n => n.OfficeOf).OfType<string>().Distinct().Select(dialog.FindStep).OfType<RegionStep>();
        return [.. asked.SelectMany(s => RespondentRegion.Meant(definitions, s, run, text)).Distinct()];
    }

    /// <summary>Without a place, or where nobody is known to serve it, the nearest office is meant.</summary>
    public string Fill(NoteStep note, Run? run)
    {
        var text = note.Text.In(turn.Language).Replace(NoteStep.CallCentreMark, turn.Text(EngineTexts.CallCentre), StringComparison.Ordinal);
        return note.OfficeOf is { } step ? text.Replace(NoteStep.OfficeMark, NameFor(run?.Find(step)) ?? turn.Text(EngineTexts.OfficeUnknown), StringComparison.Ordinal) : text;
    }

    private string? NameFor(AnswerValue? answer)
    {
        if (answer is not AnswerValue.Place place)
            return null;
        return turn.Facts.Serving?.FirstOrDefault(s => s.Region == place.Code)?.Name ?? (turn.Facts.Satker is { } own && own.RegionCode == place.Code ? own.Name : null);
    }
}
