using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// Reads a calibrated bank from YAML, strictly. The least such file holds <c>items</c> with <c>id</c>, <c>discrimination</c> and
/// <c>thresholds</c>, as published parameters are; with <c>covariance</c> every item needs its <c>mean</c> and <c>n</c>.
/// </summary>
public sealed class CalibratedBankReader
{
    public const string Model = "graded-response";

    /// <summary>Far beyond what any real item has, and far below where the curves lose their digits.</summary>
    private const double MostDiscrimination = 100;

    private const double FarthestThreshold = 100;

    /// <summary>Of means and covariances: categories end at twenty.</summary>
    private const double FarthestMoment = 1000;

    private readonly IssueList _issues;
    private readonly List<double> _means = [];

    private CalibratedBankReader(IssueList issues) => _issues = issues;

    /// <summary>The bank, or null with at least one issue added.</summary>
    public static CalibratedBank? Read(string file, string text, IssueList issues)
    {
        var before = issues.Count;
        if (YamlReader.Read(file, text, issues) is not { } root)
            return null;
        var bank = new CalibratedBankReader(issues).ReadBank(root);
        return issues.Count == before ? bank : null;
    }

    private CalibratedBank ReadBank(YamlMap root)
    {
        root.OneOf("model", Model, Model);
        var covariance = root.Find("covariance");
        var items = ReadItems(root, "items", defaultVariable: ItemVariable.All, withMeans: covariance is not null);
        if (root.Has("items") && items.IsEmpty)
            _issues.Add("no-items", root.Find("items")!, "there is no item");
        var variables = ReadVariables(root, items);
        var bank = new CalibratedBank
        {
            Bank = root.OptionalText("bank") ?? "",
            LogLikelihood = Number(root, "log-likelihood") ?? 0,
            Iterations = root.OptionalInteger("iterations") ?? 0,
            Converged = root.Flag("converged", otherwise: true),
            Seconds = Number(root, "seconds") ?? 0,
            Variables = variables,
            Items = items,
            Groups = ReadGroups(root, items),
            Populations = [.. root.OptionalMaps("populations").Select(ReadPopulation)],
            Parts = [.. root.OptionalMaps("parts").Select(p => ReadPart(p, items))],
            Moments = covariance is null ? null : ReadMoments(covariance, items),
            Notes = [.. root.Has("notes") ? root.Texts("notes") : []],
        };
        root.Close();
        return bank;
    }

    private ImmutableArray<CalibratedItem> ReadItems(YamlMap map, string key, string defaultVariable, bool withMeans)
    {
        var items = ImmutableArray.CreateBuilder<CalibratedItem>();
        var seen = new HashSet<string>();
        foreach (var node in map.Maps(key))
        {
            var item = ReadItem(node, defaultVariable, withMeans);
            if (!seen.Add(item.Id))
                _issues.Add("duplicate-item", node, $"item `{item.Id}` stands twice");
            items.Add(item);
        }

        return items.ToImmutable();
    }

    private CalibratedItem ReadItem(YamlMap node, string defaultVariable, bool withMeans)
    {
        var item = new CalibratedItem(node.Text("id"), node.OptionalText("variable") ?? defaultVariable)
        {
            Dimension = node.OptionalText("dimension"),
            Groups = [.. node.Has("groups") ? node.Texts("groups") : []],
            Graded = ReadGraded(node),
            DiscriminationStandardError = Number(node, "discrimination-standard-error"),
            ThresholdStandardErrors = Numbers(node, "threshold-standard-errors"),
            Count = node.OptionalInteger("n") ?? 0,
            Merged = [.. Numbers(node, "merged").Select(c => double.IsInteger(c) && c is >= 1 and <= ResponseMatrix.MostCategories ? (int)c - 1 : -1)],
            CategoryScores = Numbers(node, "category-scores", FarthestMoment),
            Fit = Number(node, "fit"),
        };
        var mean = Number(node, "mean", FarthestMoment);
        if (withMeans)
        {
            if (mean is null || item.Count < 0 || !node.Has("n"))
                _issues.Add("missing-key", node, $"item `{item.Id}` needs `mean` and `n`, because the file holds `covariance`");
            _means.Add(mean ?? 0);
        }

        CheckCategories(node, item);
        node.Close();
        return item;
    }

    private GradedItem? ReadGraded(YamlMap node)
    {
        var discrimination = Number(node, "discrimination", MostDiscrimination);
        var thresholds = Numbers(node, "thresholds", FarthestThreshold);
        if (node.Has("discrimination") != node.Has("thresholds"))
            _issues.Add("missing-key", node, "`discrimination` and `thresholds` belong together");
        else if (node.Has("thresholds") && thresholds.IsEmpty)
            _issues.Add("missing-key", node.Find("thresholds")!, "`thresholds` holds no number");
        if (discrimination is null || thresholds.IsEmpty)
            return null;
        if (discrimination <= 0)
            _issues.Add("negative-discrimination", node.Find("discrimination")!, "`discrimination` must be above 0");
        if (thresholds.Length >= ResponseMatrix.MostCategories)
            _issues.Add("too-many-categories", node.Find("thresholds")!, $"an item has at most {ResponseMatrix.MostCategories} categories, one more than thresholds");
        if (thresholds.Zip(thresholds.Skip(1)).Any(p => p.First >= p.Second))
            _issues.Add("not-ascending", node.Find("thresholds")!, "`thresholds` must ascend");
        return new GradedItem(discrimination.Value, thresholds);
    }

    private void CheckCategories(YamlMap node, CalibratedItem item)
    {
        var categories = item.Graded?.Categories ?? 0;
        if (!item.Merged.IsEmpty && (item.Merged[0] != 0 || item.Merged[^1] != categories - 1 || item.Merged.Zip(item.Merged.Skip(1)).Any(p => p.Second - p.First is not (0 or 1))))
            _issues.Add("wrong-categories", node.Find("merged")!, $"`merged` must rise from 1 to {categories} without a gap");
        if (!item.CategoryScores.IsEmpty && item.CategoryScores.Length != categories)
            _issues.Add("wrong-categories", node.Find("category-scores")!, $"`category-scores` must hold {categories} numbers");
        if (!item.ThresholdStandardErrors.IsEmpty && item.ThresholdStandardErrors.Length != categories - 1)
            _issues.Add("wrong-categories", node.Find("threshold-standard-errors")!, $"`threshold-standard-errors` must hold {categories - 1} numbers");
    }

    private ImmutableArray<CalibratedVariable> ReadVariables(YamlMap root, ImmutableArray<CalibratedItem> items)
    {
        var variables = root.OptionalMaps("variables").Select(node =>
        {
            var variable = new CalibratedVariable(node.Text("id"))
            {
                OneDimensional = node.Flag("one-dimensional", otherwise: true),
                LargestResidualCorrelation = Number(node, "largest-residual-correlation"),
                Eigenvalues = Numbers(node, "eigenvalues"),
            };
            node.Close();
            return variable;
        }).ToImmutableArray();
        if (variables.IsEmpty)
            return [.. items.Select(i => i.Variable).Distinct().Select(id => new CalibratedVariable(id))];
        foreach (var id in items.Select(i => i.Variable).Distinct().Where(id => variables.All(v => v.Id != id)))
            _issues.Add("unknown-variable", root.Find("variables")!, $"variable `{id}` of an item is not listed");
        return variables;
    }

    private ImmutableArray<CalibratedGroup> ReadGroups(YamlMap root, ImmutableArray<CalibratedItem> items)
    {
        var groups = root.OptionalMaps("groups").Select(node =>
        {
            var group = new CalibratedGroup(node.Text("id"), Number(node, "weight", FarthestMoment) ?? 1);
            if (group.Weight <= 0)
                _issues.Add("out-of-range", node.Find("weight")!, "`weight` must be above 0");
            node.Close();
            return group;
        }).ToImmutableArray();
        foreach (var id in items.SelectMany(i => i.Groups).Distinct().Where(id => groups.All(g => g.Id != id)))
            _issues.Add("unknown-group", root.Find(root.Has("groups") ? "groups" : "items")!, $"group `{id}` of an item is not listed under `groups`");
        return groups;
    }

    private CalibratedPopulation ReadPopulation(YamlMap node)
    {
        var deviation = Number(node, "standard-deviation", FarthestMoment) ?? 1;
        if (deviation <= 0)
            _issues.Add("out-of-range", node.Find("standard-deviation")!, "`standard-deviation` must be above 0");
        var population = new CalibratedPopulation(node.Text("id"), Number(node, "mean", FarthestMoment) ?? 0, deviation, node.OptionalInteger("n") ?? 0)
        {
            Variable = node.OptionalText("variable") ?? ItemVariable.All,
        };
        node.Close();
        return population;
    }

    private CalibratedPart ReadPart(YamlMap node, ImmutableArray<CalibratedItem> items)
    {
        var variable = node.OptionalText("variable") ?? ItemVariable.All;
        var part = new CalibratedPart(variable, [.. node.Texts("groups")], node.Flag("comparable"), ReadItems(node, "items", variable, withMeans: false));
        foreach (var item in part.Items.Where(i => items.All(known => known.Id != i.Id)))
            _issues.Add("unknown-item", node, $"item `{item.Id}` of this part is not among `items`");
        node.Close();
        return part;
    }

    private JointMoments? ReadMoments(YamlNode node, ImmutableArray<CalibratedItem> items)
    {
        if (node is not YamlList { Items: var rows } || rows.Count != items.Length || rows.Where((row, i) => row is not YamlList list || list.Items.Count != i + 1).Any())
        {
            _issues.Add("wrong-kind", node, $"`covariance` must be a lower triangle: {items.Length} lists of 1, 2, … numbers");
            return null;
        }

        var size = items.Length;
        var covariances = new double[size * size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column <= row; column++)
                covariances[(row * size) + column] = covariances[(column * size) + row] = Number(((YamlList)rows[row]).Items[column], "covariance", FarthestMoment) ?? 0;
        if (!SymmetricMatrix.TryFactor([.. covariances], size))
            _issues.Add("not-positive-definite", node, "`covariance` is not positive definite");
        return new JointMoments { Items = [.. items.Select(i => i.Id)], Means = [.. _means], Covariances = [.. covariances], Counts = [.. items.Select(i => i.Count)] };
    }

    private ImmutableArray<double> Numbers(YamlMap map, string key, double farthest = double.MaxValue) =>
        map.Has(key) ? [.. map.Scalars(key).Select(s => Number(s, key, farthest) ?? 0)] : [];

    private double? Number(YamlMap map, string key, double farthest = double.MaxValue) => map.Find(key) is { } node ? Number(node, key, farthest) : null;

    /// <summary>Unlike the numbers of definitions these may have an exponent.</summary>
    private double? Number(YamlNode node, string key, double farthest)
    {
        if (node is not YamlScalar scalar || !double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            _issues.Add("not-a-number", node, $"`{key}` must hold numbers with a decimal point");
            return null;
        }

        if (Math.Abs(number) > farthest)
            _issues.Add("out-of-range", node, $"`{key}`: {scalar.Value} is beyond the {farthest} that any real one stays under");
        return number;
    }
}
