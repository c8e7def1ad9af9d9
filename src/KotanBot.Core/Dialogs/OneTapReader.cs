using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Dialogs;

/// <summary>Reads the <c>one-tap</c> entries of a dialog, and finds those that could never be sent.</summary>
internal static class OneTapReader
{
    private const int LongestWord = 24;

    /// <summary>Any day; what a step takes in words it takes on every day.</summary>
    private static readonly DateOnly SomeDay = new(2026, 3, 4);

    public static OneTap Read(YamlMap map)
    {
        var word = map.Text("word");
        var answers = map.Map("answers") is { } given
            ? given.Entries.Select(e => new ReadyAnswer(e.Key.Value, given.Text(e.Key.Value))).ToImmutableArray()
            : [];
        map.Close();
        return new OneTap(word, answers);
    }

    public static void Check(Dialog dialog, YamlMap map)
    {
        var places = map.OptionalMaps("one-tap");
        for (var i = 0; i < dialog.OneTap.Length; i++)
        {
            var (tap, at) = (dialog.OneTap[i], places[i]);
            if (!dialog.StoresSubmission || dialog.Commands.IsEmpty)
                at.Issues.Add("not-allowed", at, "only a dialog that stores answers and has a command can be sent with one tap");
            if (tap.Word.Length > LongestWord || tap.Word.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
                at.Issues.Add("bad-command", at.Find("word")!, $"`{tap.Word}` must be up to {LongestWord} lower-case letters, digits and hyphens");
            if (dialog.OneTap.Take(i).Any(o => o.Word == tap.Word))
                at.Issues.Add("duplicate-command", at.Find("word")!, $"`{tap.Word}` stands twice");
            foreach (var (answer, (key, value)) in tap.Answers.Zip(at.Map("answers")!.Entries))
                CheckAnswer(dialog, answer, key, value, at.Issues);
        }
    }

    private static void CheckAnswer(Dialog dialog, ReadyAnswer answer, YamlNode key, YamlNode value, IssueList issues)
    {
        var (known, fits) = dialog.FindStep(answer.Step) switch
        {
            ChooseStep choose => (true, choose.Options.Any(o => o.Key == answer.Text)),
            NumberStep => (true, NumberReader.Read(answer.Text) is NumberReading.Exact),
            DateStep => (true, DateReader.Read(answer.Text, SomeDay) is DateReading.Range),
            _ => (false, true),
        };
        if (!known)
            issues.Add("unknown-step", key, $"`{answer.Step}` is no choice, number or date of this dialog");
        else if (!fits)
            issues.Add("unfit-answer", value, $"`{answer.Text}` is no answer to `{answer.Step}`");
    }
}
