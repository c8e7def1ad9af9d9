using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Targets as lines that fit a phone: what was done of what was to be done. What has neither is counted at the end.</summary>
internal sealed class TargetTable(Turn turn)
{
    public string Of(TargetsFacts facts, OfficeName satker)
    {
        var year = facts.Year.ToString(CultureInfo.InvariantCulture);
        var lines = new List<string>
        {
            facts.WithBelow
                ? turn.Text(OfficeTexts.TargetTitleBelow, ("year", year), ("satker", satker.Name), ("count", NumberWords.Format(facts.Below.Length)))
                : turn.Text(OfficeTexts.TargetTitle, ("year", year), ("satker", satker.Name)),
        };
        var known = turn.Definitions.Outputs.Select(o => (Output: o, Figures: facts.Outputs.FirstOrDefault(f => f.Output == o.Id))).ToList();
        var shown = known.Where(k => k.Figures is { } f && (f.Target is not null || f.Realisation.Done > 0)).ToList();
        lines.AddRange(shown.Select(k => Line(k.Output, k.Figures!)));
        if (shown.Count == 0)
            lines.Add(turn.Text(OfficeTexts.TargetEmpty));
        else if (known.Count > shown.Count)
            lines.Add(turn.Text(OfficeTexts.TargetNone, ("count", NumberWords.Format(known.Count - shown.Count))));
        if (shown.Any(k => k.Output.IsEntered))
            lines.Add(turn.Text(OfficeTexts.TargetByHand));
        if (!facts.WithBelow)
            lines.Add(turn.Text(OfficeTexts.TargetHint, ("year", (facts.Year - 1).ToString(CultureInfo.InvariantCulture)), ("satker", facts.Below is [var first, ..] ? " " + first.Code : "")));
        return string.Join('\n', lines);
    }

    /// <summary>One output. An asterisk marks what the office entered itself.</summary>
    public string Line(Output output, OutputTarget figures)
    {
        var (title, unit) = (output.Title.In(turn.Language) + (output.IsEntered ? "*" : ""), output.Unit.In(turn.Language));
        var realisation = figures.Realisation;
        var done = NumberWords.Format(realisation.Done);
        return realisation switch
        {
            { Percent: { } percent } => turn.Text(OfficeTexts.TargetLine, ("title", title), ("done", done), ("target", NumberWords.Format(realisation.Target!.Value)), ("unit", unit), ("percent", NumberWords.Format(percent))),
            { Target: null } => turn.Text(OfficeTexts.TargetLineNoTarget, ("title", title), ("done", done), ("unit", unit)),
            _ => turn.Text(OfficeTexts.TargetLineZero, ("title", title), ("done", done), ("unit", unit)),
        };
    }
}
