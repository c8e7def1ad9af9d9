using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>A report by what its reporter calls it: "Tes urine, 3 Nov 2026"; by the title of its form where that says what was done.</summary>
internal static class ReportName
{
    public static string Of(Turn turn, string dialogId, string? kind, DateOnly? on) => Of(turn.Definitions, turn.Language, dialogId, kind, on);

    public static string Of(DefinitionSet definitions, string language, string dialogId, string? kind, DateOnly? on)
    {
        var dialog = definitions.Find(dialogId);
        var words = new AnswerText(definitions, language);
        var what = kind is null || dialog is { KindStep: null } ? dialog?.Title.In(language) : words.Of(dialog?.KindStep, new AnswerValue.Choice(kind));
        return string.Join(", ", new[] { what, on is { } day ? words.Day(day) : null }.OfType<string>());
    }

    public static string Of(Turn turn, Dialog? dialog, string dialogId, ImmutableArray<StepAnswer> answers) => Of(turn, dialogId, KindOf(dialog, answers), DayOf(answers));

    /// <summary>The option that tells what it is about.</summary>
    public static string? KindOf(Dialog? dialog, ImmutableArray<StepAnswer> answers)
    {
        var first = dialog?.KindStep?.Id;
        return (answers.FirstOrDefault(a => a.StepId == first)?.Value as AnswerValue.Choice)?.Key;
    }

    public static DateOnly? DayOf(ImmutableArray<StepAnswer> answers) => answers.Select(a => a.Value).OfType<AnswerValue.Dates>().FirstOrDefault()?.From;
}
