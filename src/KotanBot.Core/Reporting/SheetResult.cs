using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Reporting;

/// <summary>What one sent sheet alone says: a first look for the person who filled it, never the index of an office.</summary>
public static class SheetResult
{
    /// <summary>The value with its category and the provisional note, or "not enough data"; computed with the default edition.</summary>
    public static string Of(DefinitionSet definitions, Dialog dialog, Run run, string language)
    {
        var index = definitions.Indices.Find(dialog.Index!) ?? throw new InvalidOperationException($"the index {dialog.Index} has no default edition");
        var result = IndexCalculator.Compute(index, Rows(index, run)).SingleOrDefault();
        var texts = definitions.Texts;
        var lines = new List<string>
        {
            result?.Value is { } value
                ? texts.Say(EngineTexts.IndexResult, language, ("index", index.Code), ("value", Number(value, index.Scale.Decimals, language)), ("category", result.Category?.Label.In(language) ?? "–"))
                : texts.Say(EngineTexts.IndexNotEnough, language, ("index", index.Code)),
        };
        if (IndexDefinition.IsUnofficial(index.Status))
            lines.Add(texts.Say(EngineTexts.IndexProvisional, language));
        return string.Join('\n', lines);
    }

    private static string Number(decimal value, int decimals, string language)
    {
        var text = IndexNumber.Format(value, decimals);
        return language == Languages.English ? text.Replace(',', '.') : text;
    }

    /// <summary>The answers of a sheet as score rows: options by the definition's scores, skips by their reason.</summary>
    public static IEnumerable<ScoreRow> Rows(IndexDefinition index, Run run) =>
        index.Items.Select(item => ScoreRows.Of(index, unit: "sheet", group: "", respondent: run.Id, item.Id, run.FindItem(item.Id)));
}
