using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>Finds every row that a definition cannot score, so that nothing is computed from half of a file.</summary>
public static class ScoreChecker
{
    public static IReadOnlyList<ScoreFault> Check(IndexDefinition definition, IReadOnlyList<ScoreRow> rows)
    {
        var faults = new List<ScoreFault>();
        var items = definition.Items.ToDictionary(i => i.Id);
        var cells = new Dictionary<(string, string, string), int>();
        var groups = new Dictionary<(string, string), string>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            CheckGroup(definition, row, i, groups, faults);
            if (!items.TryGetValue(row.Item, out var item))
                faults.Add(UnknownItem(definition, row, i));
            else
                CheckScore(definition, item, row, i, faults);
            if (!cells.TryAdd((row.Unit, row.Respondent, row.Item), i))
                faults.Add(new ScoreFault("duplicate-answer", i, "item", new LocalText(
                    $"`{row.Respondent}` sudah menjawab `{row.Item}` untuk `{row.Unit}`",
                    $"`{row.Respondent}` has already answered `{row.Item}` for `{row.Unit}`")));
        }

        return faults;
    }

    private static void CheckGroup(IndexDefinition definition, ScoreRow row, int at, Dictionary<(string, string), string> groups, List<ScoreFault> faults)
    {
        if (row.Unit.Length == 0)
            faults.Add(new ScoreFault("empty-field", at, "unit", new LocalText("`unit` kosong", "`unit` is empty")));
        if (row.Respondent.Length == 0)
            faults.Add(new ScoreFault("empty-field", at, "respondent", new LocalText("`respondent` kosong", "`respondent` is empty")));
        if (definition.Groups.Count > 0 && definition.Groups.All(g => g.Id != row.Group))
        {
            var known = string.Join(", ", definition.Groups.Select(g => g.Id));
            faults.Add(new ScoreFault("unknown-group", at, "group", new LocalText(
                $"kelompok `{row.Group}` tidak dikenal; yang ada: {known}", $"the group `{row.Group}` is not known; known: {known}")));
        }

        if (groups.TryGetValue((row.Unit, row.Respondent), out var earlier) && earlier != row.Group)
            faults.Add(new ScoreFault("two-groups", at, "group", new LocalText(
                $"`{row.Respondent}` sudah tercatat dalam kelompok `{earlier}`", $"`{row.Respondent}` already stands in the group `{earlier}`")));
        else
            groups[(row.Unit, row.Respondent)] = row.Group;
    }

    private static void CheckScore(IndexDefinition definition, IndexItem item, ScoreRow row, int at, List<ScoreFault> faults)
    {
        if (row.Score is { } score && !item.Scores.Contains(score))
            faults.Add(new ScoreFault("score-outside", at, "score", new LocalText(
                $"nilai {score} di luar {item.Scores.Minimum} sampai {item.Scores.Maximum}", $"the score {score} lies outside {item.Scores.Minimum} to {item.Scores.Maximum}")));
        if (row.Score is not null && definition.Groups.Any(g => g.Id == row.Group) && !definition.Applies(item, row.Group))
            faults.Add(new ScoreFault("not-asked", at, "item", new LocalText(
                $"`{item.Id}` tidak ditanyakan kepada kelompok `{row.Group}`", $"`{item.Id}` is not asked of the group `{row.Group}`")));
    }

    private static ScoreFault UnknownItem(IndexDefinition definition, ScoreRow row, int at)
    {
        const int Shown = 12;
        var ids = definition.Items.Select(i => i.Id).ToArray();
        var known = string.Join(", ", ids.Take(Shown)) + (ids.Length > Shown ? ", …" : "");
        return new ScoreFault("unknown-item", at, "item", new LocalText(
            $"butir `{row.Item}` tidak ada dalam definisi; yang ada: {known}", $"the item `{row.Item}` is not in the definition; known: {known}"));
    }
}
