using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>Turns the calibration of one variable into the items, parts, populations, faults and notes of the overlay.</summary>
internal sealed class VariableReport
{
    private readonly string _variable;
    private readonly ResponseMatrix _responses;
    private readonly ImmutableArray<ItemVariable> _variables;
    private readonly VariableCalibration _calibration;
    private readonly Dictionary<int, CalibratedItem> _items = [];
    private readonly List<string> _unsteady = [];

    private VariableReport(string variable, ResponseMatrix responses, ImmutableArray<ItemVariable> variables, VariableCalibration calibration)
    {
        _variable = variable;
        _responses = responses;
        _variables = variables;
        _calibration = calibration;
    }

    public List<CalibrationFault> Faults { get; } = [];

    public List<string> Notes { get; } = [];

    public List<CalibratedPart> Parts { get; } = [];

    public List<CalibratedPopulation> Populations { get; } = [];

    public double LogLikelihood { get; private set; }

    public int Iterations { get; private set; }

    public bool Converged { get; private set; } = true;

    /// <summary>The estimation that most respondents took part in; what dimensionality is tested on.</summary>
    public CalibratedComponent? Largest => _calibration.Components.Where(c => c.Model is not null).MaxBy(c => c.Model!.Data.Rows);

    public static VariableReport Of(string variable, ResponseMatrix responses, ImmutableArray<ItemVariable> variables)
    {
        var items = Enumerable.Range(0, variables.Length).Where(i => variables[i].Variable == variable).ToImmutableArray();
        var report = new VariableReport(variable, responses, variables, VariableCalibration.Of(responses, items));
        report.TellGroups();
        for (var component = 0; component < report._calibration.Components.Count; component++)
            report.Take(report._calibration.Components[component], isFirst: component == 0);
        report.TellItems();
        return report;
    }

    /// <summary>The item as it holds for everybody whose group is in no part.</summary>
    public CalibratedItem ItemAt(int column, int count) =>
        _items.TryGetValue(column, out var item) ? item with { Count = count } : new CalibratedItem(_variables[column].Item, _variable) { Dimension = _variables[column].Dimension, Count = count };

    public string NameOf(CalibratedColumn column) => _responses.Items[_calibration.Items[column.Item]];

    private void Take(CalibratedComponent component, bool isFirst)
    {
        if (component.Model is not { } model)
        {
            Notes.Add($"variable {_variable}: no graded model for {Names(component.Populations)}: fewer than {VariableCalibration.LeastItems} items with {ResponseChecker.LeastAnswers} answers");
            return;
        }

        var estimation = model.Estimation;
        (LogLikelihood, Iterations, Converged) = (LogLikelihood + estimation.LogLikelihood, Math.Max(Iterations, estimation.Steps), Converged && estimation.Converged);
        if (!estimation.Converged)
            Notes.Add($"variable {_variable}: the estimation had not settled after {estimation.Steps} steps");
        if (RefuseNegative(component, model))
            return;
        var errors = ParameterInformation.StandardErrors(model.Data, estimation.Parameters, model.Posteriors);
        if (errors is null)
            Notes.Add($"variable {_variable}: standard errors cannot be computed; the answers do not determine every parameter");
        var items = component.Columns.Select((c, i) => Item(c, i, model, errors)).ToList();
        TakePopulations(component, model);
        TakeItems(component, items, isFirst);
    }

    private bool RefuseNegative(CalibratedComponent component, FittedModel model)
    {
        var negative = Enumerable.Range(0, component.Columns.Count).Where(c => model.Estimation.Parameters.Item(c)[0] <= 0).ToList();
        foreach (var column in negative)
        {
            var name = NameOf(component.Columns[column]);
            Faults.Add(new CalibrationFault(
                "negative-discrimination", name,
                $"item `{name}` has a negative discrimination ({model.Estimation.Parameters.Item(column)[0]:0.00}): it rises where the others fall; reverse its scores or leave it out"));
        }

        return negative.Count > 0;
    }

    private CalibratedItem Item(CalibratedColumn column, int place, FittedModel model, double[][]? errors)
    {
        var source = _variables[_calibration.Items[column.Item]];
        var graded = model.Estimation.Parameters.ToItem(place);
        var fit = ItemFit.Of(model, place);
        if (fit.FallsSomewhere)
            Notes.Add($"item {source.Item}: non-monotone: its mean score falls somewhere as the answers to the other items rise");
        if (column.Merge.IsMerged)
            Notes.Add($"item {source.Item}: categories joined as {Groups(column.Merge)}, because fewer than {CategoryMerge.LeastAnswers} answers stood in one of them");
        if (graded.Discrimination < 0.1)
            Notes.Add($"item {source.Item}: hardly discriminates ({graded.Discrimination:0.000})");
        if (graded.Discrimination > ItemStep.MostSlope / 2)
            Notes.Add($"item {source.Item}: discrimination {graded.Discrimination:0.0} is beyond what answers can tell");
        return new CalibratedItem(source.Item, _variable)
        {
            Dimension = source.Dimension,
            Graded = graded,
            DiscriminationStandardError = errors?[place][0],
            ThresholdStandardErrors = errors is null ? [] : [.. errors[place].Skip(1)],
            Count = column.Answers,
            Merged = column.Merge.IsMerged ? column.Merge.Map : [],
            CategoryScores = column.Merge.IsMerged ? column.Merge.Scores : [],
            Fit = fit.ChiSquarePerDegree,
        };
    }

    private void TakePopulations(CalibratedComponent component, FittedModel model)
    {
        for (var place = 0; place < component.Populations.Count; place++)
        {
            var (mean, deviation) = model.Estimation.Parameters.Latent(place);
            Populations.Add(new CalibratedPopulation(_calibration.Split.Populations[component.Populations[place]].Id, mean, deviation, model.Data.CountIn(place)) { Variable = _variable });
        }
    }

    private void TakeItems(CalibratedComponent component, List<CalibratedItem> items, bool isFirst)
    {
        var common = component.Columns.Zip(items).Where(p => !p.First.Own).ToList();
        foreach (var (column, item) in common)
            _items.TryAdd(_calibration.Items[column.Item], item);
        if (!isFirst)
            Parts.Add(new CalibratedPart(_variable, GroupsOf(component.Populations), Comparable: false, [.. common.Select(p => p.Second)]));
        foreach (var own in component.Columns.Zip(items).Where(p => p.First.Own).GroupBy(p => p.First.Populations.Single()))
            Parts.Add(new CalibratedPart(_variable, GroupsOf([own.Key]), Comparable: isFirst, [.. own.Select(p => p.Second)]));
    }

    private void TellGroups()
    {
        if (_calibration.Split.PooledGroups > 0)
            Notes.Add($"variable {_variable}: {_calibration.Split.PooledGroups} groups with fewer than {PopulationSplit.LeastRespondents} respondents have no latent distribution of their own and were pooled");
        foreach (var shift in _calibration.Shifts)
            Notes.Add($"item {_responses.Items[_calibration.Items[shift.Item]]}: works differently in {_calibration.Split.Populations[shift.Population].Id} (thresholds {shift.Shift:+0.00;-0.00} theta, {Math.Abs(shift.Z):0.0} standard errors); it has parameters of its own there and does not link");
        if (_calibration.Components.Count > 1 && _calibration.Items.Length < CommonItems.Least)
            Notes.Add($"variable {_variable}: groups cannot be put on one scale: it has too few items ({_calibration.Items.Length}), {CommonItems.Least} are needed");
        else if (_calibration.Components.Count > 1)
            Notes.Add($"variable {_variable}: not comparable: {string.Join(" | ", _calibration.Components.Select(c => Names(c.Populations)))} share fewer than {CommonItems.Least} items that work alike; each was calibrated apart");
    }

    private void TellItems()
    {
        foreach (var column in _calibration.Items)
            if (!_items.ContainsKey(column) && _calibration.Components.Any(c => c.Model is not null) && Faults.Count == 0)
                Notes.Add($"item {_responses.Items[column]}: no graded model: too few answers, or all but a few in one category, wherever it could be calibrated");
        _unsteady.AddRange(_items.OrderBy(p => p.Key).Where(p => p.Value.Count < ResponseChecker.FirmAnswers).Select(p => $"{p.Value.Id} ({p.Value.Count})"));
        if (_unsteady.Count > 0)
            Notes.Add($"variable {_variable}: fewer than {ResponseChecker.FirmAnswers} answers, so that parameters are unsteady: {string.Join(", ", _unsteady)}");
    }

    private string Names(IEnumerable<int> populations) => string.Join(", ", populations.Select(p => _calibration.Split.Populations[p].Id));

    private ImmutableArray<string> GroupsOf(IEnumerable<int> populations) => [.. populations.SelectMany(p => _calibration.Split.Populations[p].Groups)];

    private static string Groups(CategoryMerge merge) =>
        string.Join(" | ", Enumerable.Range(0, merge.Categories).Select(c => string.Join(' ', Enumerable.Range(0, merge.Map.Length).Where(i => merge.Map[i] == c).Select(i => i + 1))));
}
