using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Indices;

/// <summary>
/// An index from answers of which each person gave a part. In each group every item's mean weighs answers by 1 ÷ their probability (Hájek 1971); items become
/// dimensions and variables as the definition says, groups are joined by their weights and never by head count, and variables become the index. Standard errors
/// by the delete-one jackknife with groups as strata: since each person's items were drawn, it holds sampling and shortening together. docs/scoring.md.
/// </summary>
internal sealed class MatrixIndex
{
    private readonly IndexDefinition _definition;
    private readonly IndexDefinition _form;
    private readonly IndexDefinition _whole;
    private readonly ItemBank _bank;
    private readonly Dictionary<string, decimal> _scores;
    private readonly ImmutableArray<Group> _groups;

    private MatrixIndex(IndexDefinition definition, ItemBank bank, IReadOnlyCollection<IndexSheet> sheets)
    {
        _definition = definition;
        _bank = bank;
        _form = Form(definition, bank);
        _whole = Whole(definition);
        _scores = bank.Items.SelectMany(i => i.Options.Where(o => o.Score is not null).Select(o => (Key: Key(i.Id, o.Key), Score: o.Score!.Value))).ToDictionary(o => o.Key, o => o.Score);
        _groups =
        [
            .. from sheet in sheets
               group sheet by sheet.Group into same
               orderby same.Key
               select new Group(same.Key, WeightOf(bank, same.Key), [.. same.Select(s => Scored(s)).Where(s => s.Count > 0)]) into known
               where known.Respondents.Length > 0
               select known,
        ];
        foreach (var group in _groups)
            group.Variables = Variables(group);
    }

    public static (IndexReading Reading, IndexReadingWorking Working) Make(IndexReading begun, IndexDefinition definition, BankVersion bank, IReadOnlyCollection<IndexSheet> sheets)
    {
        var index = new MatrixIndex(definition, bank.Bank, sheets);
        var (joined, stages) = index.Join(-1, []);
        var outcome = index.Evaluate(joined, definition.Rounding);
        var n = index._groups.Sum(g => g.Respondents.Length);
        var coverage = Coverage(sheets);
        var refusal = index.Refusal(n, coverage, joined);
        var replicates = index.Replicates();
        var error = refusal is null ? Error([.. replicates.Select(r => (r.Group, index.Evaluate(r.Variables, IndexRounding.None).Value))]) : null;
        var value = refusal is null ? outcome.Value : null;
        var reading = begun with
        {
            Method = IndexMethod.Drawn,
            Value = value,
            Reason = refusal,
            Category = value is { } known ? definition.Classify(known) : null,
            StandardError = error,
            StandardErrorReason = refusal is null && error is null ? IndexTexts.OneInGroup : null,
            Interval = IndexMaker.IntervalOf(definition, value, error),
            N = n,
            Coverage = IndexMaker.Kept(coverage),
            Groups = IndexMaker.Groups(definition, bank.Bank, index._groups.ToDictionary(g => g.Id, g => g.Respondents.Length)),
            Parts = [.. definition.Variables.Select((v, i) => index.Part(v, i, joined, replicates))],
        };
        var kept = IndexMaker.Kept(stages.Concat(outcome.Working.Where(w => w.Stage is "variable" or "index")));
        return (reading, new IndexReadingWorking(definition.Rounding, index.Cells(), kept));
    }

    private IndexPartReading Part(IndexVariable variable, int place, decimal?[] joined, List<(string Group, decimal?[] Variables)> replicates)
    {
        var groups = _groups.Where(g => g.Variables[place] is not null).ToList();
        var own = groups.Select(g => g.Id).ToHashSet();
        var n = groups.Sum(g => g.Respondents.Count(r => r.Keys.Any(i => _bank.FindItem(i)!.Variable == variable.Id)));
        return new IndexPartReading(
            variable.Id, variable.Title, IndexMaker.Kept(joined[place]), joined[place] is null ? null : Error([.. replicates.Where(r => own.Contains(r.Group)).Select(r => (r.Group, r.Variables[place]))]), n);
    }

    private LocalText? Refusal(int n, decimal coverage, decimal?[] joined)
    {
        var least = Math.Max(_definition.Minimum.DrawnRespondents, _definition.Minimum.Respondents);
        if (n == 0)
            return IndexTexts.NoAnswers;
        if (n < least)
            return IndexTexts.FewRespondents(n, least);
        if (Array.IndexOf(joined, null) is var missing and >= 0)
            return IndexTexts.NoAnswersTo(_definition.Variables[missing].Title);
        return coverage < _definition.Minimum.Coverage ? IndexTexts.LowCoverage(coverage, _definition.Minimum.Coverage) : null;
    }

    /// <summary>Every respondent left out in turn; only the own group changes.</summary>
    private List<(string Group, decimal?[] Variables)> Replicates()
    {
        var replicates = new List<(string, decimal?[])>();
        for (var g = 0; g < _groups.Length; g++)
        {
            foreach (var respondent in _groups[g].Respondents)
            {
                _groups[g].Count(respondent, -1);
                replicates.Add((_groups[g].Id, Join(g, Variables(_groups[g])).Variables));
                _groups[g].Count(respondent, 1);
            }
        }

        return replicates;
    }

    /// <summary>Each variable over the groups that have a value of it.</summary>
    /// <param name="changed">A group whose variables are <paramref name="instead"/>; −1 for none.</param>
    private (decimal?[] Variables, List<IndexWorking> Stages) Join(int changed, decimal?[] instead)
    {
        var stages = new List<IndexWorking>();
        var joined = new decimal?[_definition.Variables.Count];
        for (var v = 0; v < joined.Length; v++)
        {
            decimal sum = 0, weights = 0;
            for (var g = 0; g < _groups.Length; g++)
            {
                if ((g == changed ? instead : _groups[g].Variables)[v] is not { } value)
                    continue;
                sum += _groups[g].Weight * value;
                weights += _groups[g].Weight;
                if (changed < 0)
                    stages.Add(new IndexWorking("group", $"{_groups[g].Id}/{_definition.Variables[v].Id}", _groups[g].Weight, value, value));
            }

            joined[v] = weights > 0 ? sum / weights : null;
        }

        return (joined, stages);
    }

    private IndexFormula.Outcome Evaluate(decimal?[] joined, IndexRounding rounding)
    {
        var values = _definition.Variables.Select((v, i) => (v.Id, Value: joined[i])).ToDictionary(v => v.Id, v => v.Value);
        return IndexFormula.Evaluate(_whole, rounding, item => values[item.Id]);
    }

    private decimal?[] Variables(Group group) => [.. IndexFormula.Evaluate(_form, IndexRounding.None, item => group.Mean(item.Id)).Variables];

    private ImmutableArray<IndexCell> Cells() =>
        [.. _groups.SelectMany(g => g.Cells.Where(c => c.Value.N > 0).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new IndexCell(g.Id, c.Key, c.Value.N, IndexMaker.Kept(c.Value.Weight), IndexMaker.Kept(c.Value.Sum / c.Value.Weight))))];

    private Dictionary<string, (decimal Weight, decimal Score)> Scored(IndexSheet sheet) =>
        sheet.Answers.Where(a => a.Weight is not null && a.Option is { } option && _scores.ContainsKey(Key(a.Item, option)) && Applies(a.Item, sheet.Group))
            .GroupBy(a => a.Item).ToDictionary(a => a.Key, a => (a.First().Weight!.Value, _scores[Key(a.Key, a.First().Option!)]));

    private bool Applies(string item, string group) => _bank.Groups.IsEmpty || _bank.FindItem(item)!.Groups.Contains(group);

    private static decimal Coverage(IEnumerable<IndexSheet> sheets)
    {
        var asked = sheets.SelectMany(s => s.Answers).Where(a => a.MissingReason != Conversations.SkipReasons.NotApplicable).ToList();
        return asked.Count == 0 ? 0 : (decimal)asked.Count(a => a.Option is not null) / asked.Count;
    }

    private static decimal? Error(IReadOnlyList<(string Group, decimal? Value)> replicates) => IndexMaker.Kept(IndexJackknife.StandardError(replicates));

    private static decimal WeightOf(ItemBank bank, string group) => bank.Groups.FirstOrDefault(g => g.Id == group)?.Weight ?? 1;

    /// <summary>The items of the bank in the place of those of the definition: one stands in for each dimension as long as the official items are unknown.</summary>
    private static IndexDefinition Form(IndexDefinition definition, ItemBank bank)
    {
        IndexItem Item(BankItem item) => new(item.Id, item.Label, 1, definition.Items.First().Scores, []);
        IndexDimension Dimension(IndexVariable variable, IndexDimension dimension) =>
            dimension with { Items = [.. bank.Items.Where(i => i.Variable == variable.Id && (i.Dimension ?? variable.Id) == dimension.Id).Select(Item)] };
        return definition with
        {
            Aggregation = definition.Aggregation with { Items = IndexCombination.Mean, Multiply = 1 },
            Variables = [.. definition.Variables.Select(v => v with { Dimensions = [.. v.Dimensions.Select(d => Dimension(v, d))] })],
        };
    }

    /// <summary>The definition above its variables.</summary>
    private static IndexDefinition Whole(IndexDefinition definition) => definition with
    {
        Aggregation = definition.Aggregation with { Items = IndexCombination.Mean, Dimensions = IndexCombination.Mean },
        Variables = [.. definition.Variables.Select(v => v with { Dimensions = [new IndexDimension(v.Id, v.Title, 1, [new IndexItem(v.Id, v.Title, 1, definition.Items.First().Scores, [])])] })],
    };

    private static string Key(string item, string option) => item + "=" + option;

    private sealed class Group
    {
        public Group(string id, decimal weight, ImmutableArray<Dictionary<string, (decimal Weight, decimal Score)>> respondents)
        {
            (Id, Weight, Respondents) = (id, weight, respondents);
            foreach (var respondent in respondents)
                Count(respondent, 1);
        }

        public string Id { get; }

        public decimal Weight { get; }

        public ImmutableArray<Dictionary<string, (decimal Weight, decimal Score)>> Respondents { get; }

        public Dictionary<string, (int N, decimal Weight, decimal Sum)> Cells { get; } = [];

        public decimal?[] Variables { get; set; } = [];

        public decimal? Mean(string item) => Cells.TryGetValue(item, out var cell) && cell.N > 0 ? cell.Sum / cell.Weight : null;

        public void Count(Dictionary<string, (decimal Weight, decimal Score)> respondent, int sign)
        {
            foreach (var (item, (weight, score)) in respondent)
            {
                var cell = Cells.GetValueOrDefault(item);
                Cells[item] = (cell.N + sign, cell.Weight + (sign * weight), cell.Sum + (sign * weight * score));
            }
        }
    }
}
