using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// Finds where a bank does not meet the files that it names: its index, whose variables, dimensions and groups it must have, and the dialogs
/// that its evidence counts. An answer to an item that the index does not know would be collected and never counted.
/// </summary>
internal sealed class BankLinkChecker
{
    private readonly ItemBank _bank;
    private readonly YamlMap _root;
    private readonly IssueList _issues;

    private BankLinkChecker(ItemBank bank, YamlMap root, IssueList issues)
    {
        _bank = bank;
        _root = root;
        _issues = issues;
    }

    /// <param name="text">The text that <paramref name="bank"/> was read from, for the places of issues.</param>
    public static void Check(ItemBank bank, string file, string text, IndexCatalog indices, IReadOnlyCollection<Dialog> dialogs, CommandTable? commands, IssueList issues)
    {
        var links = new BankLinkChecker(bank, YamlReader.Read(file, text, new IssueList())!, issues);
        var definition = bank.Index is null ? null : links.FindIndex(bank.Index, bank.IndexEdition, indices);
        if (definition is not null)
            links.CheckIndex(definition);
        links.CheckScores(definition);
        foreach (var (item, map) in bank.Items.Zip(BankReader.Mappings(links._root, "items")))
        {
            if (item.Evidence is { } evidence)
                links.CheckEvidence(evidence, map.Find("evidence") as YamlMap ?? map, dialogs);
            foreach (var option in item.Options.Where(o => commands?.IsActionWord(o.Label.Indonesian) == true))
                issues.Add("shadowed-option", map, $"the option `{option.Label.Indonesian}` can never be chosen by typing: its words are a command");
        }
    }

    /// <summary>The edition of the bank's index, or null where it computes nothing from items.</summary>
    private IndexDefinition? FindIndex(string id, string? edition, IndexCatalog indices)
    {
        if (!indices.Knows(id))
            _issues.Add("unknown-index", _root.Find("index")!, $"no file under indices/ defines `{id}`");
        else if (edition is not null && indices.Find(id, edition) is null)
            _issues.Add("unknown-edition", _root.Find("index-edition")!, $"`{id}` has no edition `{edition}`");
        return indices.Find(id, edition) is { CanCompute: true } definition ? definition : null;
    }

    private void CheckIndex(IndexDefinition definition)
    {
        var place = _root.Find("index")!;
        foreach (var missing in definition.Variables.Where(v => _bank.Variables.All(b => b.Id != v.Id)))
            _issues.Add("missing-variable", place, $"{definition.Code} {definition.Edition} has the variable `{missing.Id}`, for which this bank asks nothing");
        foreach (var (variable, map) in _bank.Variables.Zip(BankReader.Mappings(_root, "variables")))
        {
            if (definition.Variables.FirstOrDefault(v => v.Id == variable.Id) is { } known)
                CheckDimensions(variable, known, map);
            else
                _issues.Add("unknown-variable", map, $"`{variable.Id}` is no variable of {definition.Code} {definition.Edition}");
        }

        CheckGroups(definition);
    }

    private void CheckDimensions(BankVariable variable, IndexVariable known, YamlMap map)
    {
        foreach (var (dimension, place) in variable.Dimensions.Zip(BankReader.Mappings(map, "dimensions")))
            if (known.Dimensions.All(d => d.Id != dimension.Id))
                _issues.Add("unknown-dimension", place, $"`{dimension.Id}` is no dimension of `{variable.Id}` in the index");
        if (known.Dimensions is [var only] && only.Id == variable.Id && variable.Dimensions.IsEmpty)
            return;
        foreach (var missing in known.Dimensions.Where(d => variable.Dimensions.All(b => b.Id != d.Id)))
            _issues.Add("missing-dimension", map, $"the index has the dimension `{missing.Id}` of `{variable.Id}`, for which this bank asks nothing");
    }

    private void CheckGroups(IndexDefinition definition)
    {
        if (definition.Groups.Count == 0 || _bank.Groups.IsEmpty)
            return;
        foreach (var (group, map) in _bank.Groups.Zip(BankReader.Mappings(_root, "groups")))
            if (definition.Groups.All(g => g.Id != group.Id))
                _issues.Add("unknown-group", map, $"`{group.Id}` is no group of {definition.Code} {definition.Edition}");
        foreach (var (item, map) in _bank.Items.Zip(BankReader.Mappings(_root, "items")))
            if (definition.Variables.FirstOrDefault(v => v.Id == item.Variable) is { } variable)
                foreach (var group in item.Groups.Where(g => definition.Groups.Any(d => d.Id == g) && !variable.Items.Any(i => definition.Applies(i, g))))
                    _issues.Add("group-not-counted", map, $"the index takes no answers about `{item.Variable}` from the group `{group}`");
    }

    /// <summary>Items on different ranges cannot be averaged, and one whose best option lies below the index's maximum would pull every value down.</summary>
    private void CheckScores(IndexDefinition? definition)
    {
        foreach (var (item, map) in _bank.Items.Zip(BankReader.Mappings(_root, "items")))
        {
            var counted = definition?.Variables.FirstOrDefault(v => v.Id == item.Variable)?.Items.FirstOrDefault()?.Scores;
            var (lowest, highest) = counted is null ? RangeOf(_bank.Items[0]) : (counted.Minimum, counted.Maximum);
            if (RangeOf(item) != (lowest, highest))
                _issues.Add("score-range", map, $"the options of `{item.Id}` must reach from {lowest} to {highest}, as {(counted is null ? $"those of `{_bank.Items[0].Id}`" : "in the index")}");
        }
    }

    private static (decimal? Lowest, decimal? Highest) RangeOf(BankItem item) => (item.Options[0].Score, item.Options[^1].Score);

    private void CheckEvidence(ReportEvidence evidence, YamlMap map, IReadOnlyCollection<Dialog> dialogs)
    {
        if (dialogs.FirstOrDefault(d => d.Id == evidence.Dialog) is not { } dialog)
        {
            _issues.Add("unknown-dialog", map.Find("dialog")!, $"no file defines the dialog `{evidence.Dialog}`");
            return;
        }

        if (dialog.FindStep(evidence.Step) is not { } step)
        {
            _issues.Add("unknown-step", map.Find("step")!, $"`{evidence.Step}` is no step of `{evidence.Dialog}`");
            return;
        }

        var keys = step switch
        {
            ChooseStep choose => choose.Options.Select(o => o.Key).ToHashSet(),
            ChooseManyStep many => many.Options.Select(o => o.Key).ToHashSet(),
            _ => [],
        };
        if (keys.Count == 0 && evidence.Counts == EvidenceCount.DistinctOptions)
            _issues.Add("unknown-option", map.Find("step")!, $"`{evidence.Step}` has no options to count");
        foreach (var option in map.Scalars("options").Where(o => !keys.Contains(o.Value)))
            _issues.Add("unknown-option", option, $"`{option.Value}` is no option of `{evidence.Step}`");
    }
}
