using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// What an office wants corrected in a report, on the reporter's side: told, opened at its question, and given back. The report is
/// read from the store, so that one older than those the conversation keeps, or sent from another, is found as well.
/// </summary>
internal sealed partial class AskedFixFlow(Turn turn, RunFlow flow)
{
    private ImmutableArray<OwnReport> Reports => turn.Facts.Office?.OwnReports ?? [];

    /// <summary>What <c>/perbaiki</c> with these words after it must know.</summary>
    public static OfficeNeed NeedOf(string payload) => new OfficeNeed.OwnReports(NumberIn(payload));

    /// <summary><c>/perbaiki A1B2C3</c> opens that report, and without a number what an office asked for. False when nothing was asked for.</summary>
    public bool TryOpen(string payload)
    {
        if (NumberIn(payload) is { } number)
        {
            if (Reports is [var named])
            {
                Open(named);
                return true;
            }

            turn.Say(OfficeTexts.FixUnknown, ("number", Ids.Short(number)));
            flow.Repeat();
            return true;
        }

        if (turn.Run is not null || Reports.IsEmpty)
            return false;
        var others = turn.Conversation.Sent.Where(s => Reports.All(r => r.Id != s.Id)).ToList();
        if (Reports is [var only] && others.Count == 0)
            Open(only);
        else
            turn.Offer(turn.Text(OfficeTexts.FixList), [.. Reports.Select(r => Choice(r.Id, turn.Text(OfficeTexts.FixListed, ("report", NameOf(r))))), .. others.Select(Choice)]);
        return true;
    }

    /// <summary>Asks at once when nothing else is asked; says nothing when it was settled meanwhile.</summary>
    public void Tell(Notice.FixAsked asked)
    {
        if (Reports is not [{ Fix: { } fix } report])
            return;
        var step = DialogOf(report)?.FindStep(fix.StepId ?? "")?.Label?.In(turn.Language);
        var news = step is null
            ? turn.Text(OfficeTexts.FixAsked, ("report", NameOf(report)))
            : turn.Text(OfficeTexts.FixAskedStep, ("report", NameOf(report)), ("step", step));
        if (asked.Note is { } note)
            news += "\n" + turn.Text(OfficeTexts.FixOfficeNote, ("note", note));
        var number = ("number", Ids.Short(report.Id));
        if (turn.Run is not null || turn.Conversation.Menu is not null)
        {
            turn.Offer($"{news}\n{turn.Text(OfficeTexts.FixLater, number)}", [new($"/perbaiki {Ids.Short(report.Id)}", turn.Text(OfficeTexts.FixOpen))]);
            return;
        }

        turn.Say($"{news}\n{turn.Text(OfficeTexts.FixNow, number)}");
        Open(report);
    }

    /// <summary>The question was dealt with, changed or not: the report waits for its office again.</summary>
    public void GiveBack()
    {
        var id = turn.Run!.Id;
        new ReviewFlow(turn, flow).Close();
        turn.Do(new Effect.ReturnReport(id));
        turn.Say(OfficeTexts.FixGivenBack);
    }

    private void Open(OwnReport report)
    {
        if (turn.Run is { Revising: true })
            new ReviewFlow(turn, flow).Close();
        else if (turn.Run is not null)
            new PauseFlow(turn, flow).PutAside();
        if (!new ReviewFlow(turn, flow).Reopen(RunOf(report)))
            return;
        turn.Run = turn.Run! with { Fix = report.Fix };
        if (DialogOf(report)?.FindStep(report.Fix?.StepId ?? "") is { } step)
            flow.GoTo(step);
        else
            flow.Advance();
    }

    /// <summary>The answers as they are stored now; where they stand in the log only the conversation knows.</summary>
    private Run RunOf(OwnReport report)
    {
        var known = turn.Conversation.Sent.FirstOrDefault(r => r.Id == report.Id);
        var steps = DialogOf(report)?.Steps ?? [];
        var run = known ?? new Run
        {
            Id = report.Id,
            DialogId = report.DialogId,
            DialogHash = report.DialogHash,
            Said = [.. steps.OfType<NoteStep>().Select(s => s.Id)],
            Requested = [.. steps.Where(s => s.OnRequest && report.Answers.Any(a => a.StepId == s.Id)).Select(s => s.Id)],
            TouchedAt = turn.Now,
        };
        return run with { Answers = [.. report.Answers.Select(a => a with { At = known?.Answers.FirstOrDefault(k => k.StepId == a.StepId)?.At })] };
    }

    private Dialog? DialogOf(OwnReport report) => turn.Definitions.Find(report.DialogId, report.DialogHash);

    private string NameOf(OwnReport report) => ReportName.Of(turn, DialogOf(report), report.DialogId, report.Answers);

    private PromptChoice Choice(Run sent) => Choice(sent.Id, ReportName.Of(turn, turn.DialogOf(sent), sent.DialogId, sent.Answers));

    private static PromptChoice Choice(string id, string label) => new($"/perbaiki {Ids.Short(id)}", label);

    /// <summary>The number as people read it, or null where something else was said.</summary>
    private static string? NumberIn(string payload) => Number().IsMatch(payload) ? payload.ToLowerInvariant() : null;

    [GeneratedRegex("^[0-9A-Fa-f]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
