using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>What measures that are taken twice say, in a sentence each. One whose definition is gone is not told of.</summary>
public sealed class ChangeLines(DefinitionSet definitions, string language, ImmutableArray<ChangeFigures> figures)
{
    private const int Decimals = 2;

    /// <summary>Also those with too few pairs, which say so.</summary>
    public IEnumerable<string> All() => figures.Select(Line).OfType<string>();

    /// <summary>Those with a value.</summary>
    public IEnumerable<string> Known() => figures.Where(f => f.IsEnough).Select(Line).OfType<string>();

    private string? Line(ChangeFigures known)
    {
        if (definitions.Changes.FirstOrDefault(c => c.Id == known.Change) is not { } change)
            return null;
        var title = change.Title.In(language);
        if (!known.IsEnough)
            return definitions.Texts.Say(OfficeTexts.SummaryChangeFew, language, ("title", title), ("fewest", $"{ChangeFigures.FewestPairs}"));
        var isDraft = definitions.Find(change.Dialog)?.Provisional is not null;
        return definitions.Texts.Say(
            isDraft ? OfficeTexts.SummaryChangeDraft : OfficeTexts.SummaryChange,
            language,
            ("title", title),
            ("pairs", NumberWords.Format(known.Pairs)),
            ("before", Number(known.Before!.Value)),
            ("after", Number(known.After!.Value)),
            ("change", Signed(known.MeanChange!.Value)),
            ("error", Number(known.StandardError!.Value)));
    }

    private static string Signed(decimal value) => IndexRounding.Apply(value, Decimals) switch { < 0 and var less => "−" + Number(-less), 0 => Number(0), var more => "+" + Number(more) };

    private static string Number(decimal value) => NumberWords.Format(IndexRounding.Apply(value, Decimals));
}
