namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Which populations can stand on one scale: those linked, maybe over others, by at least four items that both answered and that work alike
/// in both. Items split off for a population do not link it.
/// </summary>
internal sealed class CommonItems
{
    public const int Least = 4;

    private readonly int[,] _answers;
    private readonly HashSet<(int Item, int Population)> _splits = [];

    /// <param name="answers">Number of answers, items × populations.</param>
    public CommonItems(int[,] answers) => _answers = answers;

    public IReadOnlySet<(int Item, int Population)> Splits => _splits;

    public void Split(int item, int population) => _splits.Add((item, population));

    /// <summary>The populations in sets that are linked among themselves and with no other, in the order of their first member.</summary>
    public List<List<int>> Components(IReadOnlyList<int> populations)
    {
        var left = populations.ToList();
        var components = new List<List<int>>();
        while (left.Count > 0)
        {
            var component = new List<int> { left[0] };
            left.RemoveAt(0);
            for (var next = 0; next < component.Count; next++)
            {
                var linked = left.Where(p => Shared(component[next], p) >= Least).ToList();
                component.AddRange(linked);
                left.RemoveAll(linked.Contains);
            }

            component.Sort();
            components.Add(component);
        }

        return components;
    }

    private int Shared(int one, int other) => Enumerable.Range(0, _answers.GetLength(0)).Count(item =>
        _answers[item, one] >= GroupShift.LeastAnswers && _answers[item, other] >= GroupShift.LeastAnswers
        && !_splits.Contains((item, one)) && !_splits.Contains((item, other)));
}
