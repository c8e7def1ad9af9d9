using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;
using KotanBot.Core.Questionnaires.Simulation;

namespace KotanBot.Commands;

/// <summary>The files of a replay and what they are turned into: the answers and a calibrated pool for each of them.</summary>
/// <param name="Folds">Used where no bank is given.</param>
internal sealed record SimulationSource(string ResponsesFile, string? VariablesFile, string? BankFile, int Folds)
{
    /// <param name="PoolOf">Which pool serves each row.</param>
    internal sealed record Loaded(ResponseMatrix Responses, ImmutableArray<ItemPool> Pools, ImmutableArray<int> PoolOf);

    /// <summary>Null after every fault has been printed.</summary>
    public Loaded? Load(SimulationPlan plan, TextWriter error)
    {
        var issues = new IssueList();
        if (ResponseFiles.Read(ResponsesFile, VariablesFile, issues, error) is not { } read)
            return null;
        if (plan.Mode != SelectionMode.Full && plan.Items > read.Responses.Columns)
        {
            error.WriteLine($"kotanbot: --items {plan.Items} is more than the {read.Responses.Columns} items there are in {ResponsesFile}");
            return null;
        }

        AddAnswerFaults(read, issues);
        var loaded = issues.Count > 0 ? null : BankFile is null ? LoadFolds(read, plan.Seed, issues) : LoadBank(read, BankFile, issues);
        foreach (var issue in issues)
            error.WriteLine(issue);
        return issues.Count > 0 ? null : loaded;
    }

    private Loaded? LoadFolds(ResponseFiles read, ulong seed, IssueList issues)
    {
        var responses = read.Responses;
        if (responses.Rows < 2 * Folds)
        {
            issues.Add(new Issue("too-few-respondents", ResponsesFile, read.Lines[^1], 1, $"{responses.Rows} respondents are too few for {Folds} folds: each fold needs two"));
            return null;
        }

        var foldOf = RowFolds.Of(responses.Rows, Folds, seed);
        var pools = Enumerable.Range(0, Folds)
            .Select(f => ItemPools.Of(FoldCalibration.Of(responses.Take([.. Enumerable.Range(0, responses.Rows).Where(r => foldOf[r] != f)]), read.Variables)))
            .ToImmutableArray();
        return new Loaded(responses, pools, [.. foldOf]);
    }

    private Loaded? LoadBank(ResponseFiles read, string bankFile, IssueList issues)
    {
        if (BankFiles.Read(bankFile, issues) is not { } bank)
            return null;
        BankFiles.AddMisfits(bank, read, ResponsesFile, issues);
        var variables = bank.Items.ToDictionary(i => i.Id, i => i.Variable);
        if (VariablesFile is not null)
        {
            foreach (var (item, place) in read.Variables.Zip(read.VariablePlaces).Where(p => variables.TryGetValue(p.First.Item, out var known) && known != p.First.Variable))
                issues.Add(new Issue("other-variable", VariablesFile, place.Line, place.Field, $"item `{item.Item}` measures `{variables[item.Item]}` in the bank, not `{item.Variable}`"));
        }

        return issues.Count > 0 ? null : new Loaded(read.Responses, [ItemPools.Of(bank, read.Responses.Items)], [.. Enumerable.Repeat(0, read.Responses.Rows)]);
    }

    /// <summary>What no replay can do without, told at the line and column where it stands.</summary>
    private void AddAnswerFaults(ResponseFiles read, IssueList issues)
    {
        var responses = read.Responses;
        if (responses.Rows < 2)
        {
            issues.Add(new Issue("one-respondent", ResponsesFile, read.Lines[0], 1, "one respondent shows no differences between people; nothing can be compared"));
            return;
        }

        for (var item = 0; item < responses.Columns; item++)
        {
            var column = item;
            var seen = Enumerable.Range(0, responses.Rows).Select(r => responses[r, column]).Where(c => c > 0).Distinct().Take(2).ToArray();
            if (seen.Length == 0)
                issues.Add(new Issue("empty-column", ResponsesFile, 1, read.ItemFields[item], $"item `{responses.Items[item]}` has no answer at all"));
            else if (seen.Length == 1)
                issues.Add(new Issue("constant-column", ResponsesFile, 1, read.ItemFields[item], $"item `{responses.Items[item]}` has the same answer {seen[0]} in all rows; it tells nobody from anybody"));
        }
    }
}
