using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Calibrates the items of one variable: which populations stand on one scale, one estimation for each such set, items that work differently
/// in a population split off there, and again until nothing more is split.
/// </summary>
internal sealed class VariableCalibration
{
    /// <summary>A graded model of fewer items is not determined by their correlations.</summary>
    public const int LeastItems = 3;

    private const int MostRounds = 5;

    private readonly ResponseMatrix _responses;
    private readonly CommonItems _common;
    private readonly List<CalibratedComponent> _components = [];

    private VariableCalibration(ResponseMatrix responses, ImmutableArray<int> items)
    {
        _responses = responses;
        Items = items;
        Split = PopulationSplit.Of(responses, items);
        _common = new CommonItems(CountAnswers());
    }

    /// <summary>Columns of the responses.</summary>
    public ImmutableArray<int> Items { get; }

    public PopulationSplit Split { get; }

    public IReadOnlyList<CalibratedComponent> Components => _components;

    /// <summary>Item (place in <see cref="Items"/>) and population where it works differently, with the move of its thresholds.</summary>
    public List<GroupShift> Shifts { get; } = [];

    public static VariableCalibration Of(ResponseMatrix responses, ImmutableArray<int> items)
    {
        var calibration = new VariableCalibration(responses, items);
        foreach (var component in calibration._common.Components([.. Enumerable.Range(0, calibration.Split.Populations.Length)]))
            calibration.Calibrate(component, round: 1);
        return calibration;
    }

    private void Calibrate(List<int> populations, int round)
    {
        var component = Fit(populations);
        var shifts = component.Model is null || populations.Count < 2 || round > MostRounds ? [] : FindShifts(component);
        if (shifts.Count == 0)
        {
            _components.Add(component);
            return;
        }

        foreach (var shift in shifts)
            _common.Split(shift.Item, shift.Population);
        Shifts.AddRange(shifts);
        foreach (var part in _common.Components(populations))
            Calibrate(part, round + 1);
    }

    /// <summary>For each item the population in which it differs most, when that matters. Of two populations it is the later one.</summary>
    private static List<GroupShift> FindShifts(CalibratedComponent component)
    {
        var shifts = new List<GroupShift>();
        for (var column = 0; column < component.Columns.Count; column++)
        {
            var worst = GroupShift.Of(component.Model!, column).Where(s => s.Matters).OrderByDescending(s => Math.Round(Math.Abs(s.Z), 6)).ThenByDescending(s => s.Population).FirstOrDefault();
            if (worst is not null)
                shifts.Add(worst with { Item = component.Columns[column].Item, Population = component.Populations[worst.Population] });
        }

        return shifts;
    }

    private CalibratedComponent Fit(List<int> populations)
    {
        var columns = new List<CalibratedColumn>();
        for (var item = 0; item < Items.Length; item++)
        {
            var place = item;
            AddColumn(columns, item, populations.Where(p => !_common.Splits.Contains((place, p))).ToHashSet(), own: false);
            foreach (var population in populations.Where(p => _common.Splits.Contains((place, p))))
                AddColumn(columns, item, new HashSet<int> { population }, own: true);
        }

        return new CalibratedComponent(populations, columns, columns.Count < LeastItems ? null : FittedModel.Fit(Data(populations, columns), [.. columns.Select(c => c.Merge.Scores.ToArray())]));
    }

    private void AddColumn(List<CalibratedColumn> columns, int item, HashSet<int> populations, bool own)
    {
        var counts = new int[ResponseMatrix.MostCategories];
        for (var row = 0; row < _responses.Rows; row++)
            if (_responses[row, Items[item]] is var category and > 0 && populations.Contains(Split.OfRow[row]))
                counts[category - 1]++;
        var answers = counts.Sum();
        if (answers < ResponseChecker.LeastAnswers)
            return;
        var merge = CategoryMerge.Of(counts[..(Array.FindLastIndex(counts, c => c > 0) + 1)]);
        if (merge.Categories > 1)
            columns.Add(new CalibratedColumn(item, populations, own, answers, merge));
    }

    private GradedData Data(List<int> populations, List<CalibratedColumn> columns)
    {
        var codes = new List<byte>();
        var ofRow = new List<int>();
        var line = new byte[columns.Count];
        for (var row = 0; row < _responses.Rows; row++)
        {
            if (!populations.Contains(Split.OfRow[row]))
                continue;
            var any = false;
            for (var column = 0; column < columns.Count; column++)
            {
                var category = columns[column].Populations.Contains(Split.OfRow[row]) ? _responses[row, Items[columns[column].Item]] : 0;
                line[column] = category == 0 ? (byte)0 : (byte)(columns[column].Merge.Map[category - 1] + 1);
                any |= category != 0;
            }

            if (!any)
                continue;
            codes.AddRange(line);
            ofRow.Add(populations.IndexOf(Split.OfRow[row]));
        }

        return new GradedData([.. codes], [.. columns.Select(c => c.Merge.Categories)], [.. ofRow], populations.Count);
    }

    private int[,] CountAnswers()
    {
        var counts = new int[Items.Length, Split.Populations.Length];
        for (var row = 0; row < _responses.Rows; row++)
            for (var item = 0; item < Items.Length; item++)
                if (_responses[row, Items[item]] != 0)
                    counts[item, Split.OfRow[row]]++;
        return counts;
    }
}
