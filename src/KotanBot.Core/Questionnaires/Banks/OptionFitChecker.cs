using KotanBot.Core.Definitions;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// Finds options that do not fit their stem, the complaint that people had of the old questionnaire most of all. It goes by lists of words and
/// judges only what they clearly tell; a ladder of described states fits everything.
/// </summary>
internal static class OptionFitChecker
{
    public static void Check(BankItem item, YamlMap place, IssueList issues)
    {
        CheckMark(item, place, issues);
        var options = OptionKinds.Of(item.Options);
        var words = StemText.Words(item.Text.Indonesian);
        var at = (YamlNode?)place.Find("scale") ?? place.Find("options")!;
        if (item.Stem == ItemStem.Statement)
        {
            if (options is OptionKind.Frequency or OptionKind.Amount or OptionKind.YesNo)
                issues.Add("answers-to-statement", at, $"`{item.Id}` states something and its options answer {Question(options)}; ask it, or let the options judge the statement");
            return;
        }

        if (options == OptionKind.Agreement && !StemText.HasAny(words, ["setuju", "sependapat"]))
            issues.Add("agreement-to-question", at, $"`{item.Id}` asks something, and nobody can agree with a question");
        else if (Misfit(StemKinds.Of(words), options, item) is { } why)
            issues.Add("unfit-answers", at, $"`{item.Id}` {why}");
    }

    private static string? Misfit(StemKind stem, OptionKind options, BankItem item) => (stem, options) switch
    {
        (StemKind.YesNo, OptionKind.Frequency) => "asks whether, and its options answer how often; ask \"Seberapa sering\"",
        (StemKind.HowOften, not OptionKind.Frequency) when !OptionKinds.TellFrequency(item.Options) => "asks how often, and no option tells it",
        (StemKind.HowMany, not OptionKind.Amount) when !OptionKinds.TellAmount(item.Options) => "asks how many, and no option tells it",
        (StemKind.HowOften or StemKind.HowMany or StemKind.Open, OptionKind.YesNo) => "cannot be answered with yes or no",
        _ => null,
    };

    private static string Question(OptionKind options) => options switch
    {
        OptionKind.Frequency => "how often",
        OptionKind.Amount => "how many",
        _ => "yes or no",
    };

    private static void CheckMark(BankItem item, YamlMap place, IssueList issues)
    {
        foreach (var text in StemText.Versions(item.Text))
            if (text.Contains('?') != (item.Stem == ItemStem.Question))
                issues.Add("stem-mark", place.Find("text")!, item.Stem == ItemStem.Question ? $"a question needs a question mark: {text}" : $"a statement has no question mark: {text}");
    }
}
