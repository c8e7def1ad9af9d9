using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

/// <summary>Answers drawn from the graded model, so that the truth is known.</summary>
internal static class SimulatedResponses
{
    /// <summary>Items whose discriminations and thresholds cover what questionnaires have; four categories each.</summary>
    public static GradedItem[] Items(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var centre = -1 + (2.0 * i / Math.Max(1, count - 1));
            return new GradedItem(1 + (0.35 * (i % 5)), [centre - 1.1, centre, centre + 0.9]);
        }),
    ];

    /// <param name="asked">How many items, drawn for each respondent, are answered; the others stay missing.</param>
    /// <param name="groups">Name, mean, standard deviation and respondents of each group.</param>
    public static ResponseMatrix Draw(SeededDraws draws, GradedItem[] items, int asked, params (string Name, double Mean, double Deviation, int Count)[] groups) =>
        Draw(draws, items.Length, asked, (item, _) => items[item], groups);

    /// <param name="itemOf">The item as a group sees it.</param>
    public static ResponseMatrix Draw(
        SeededDraws draws, int count, int asked, Func<int, string, GradedItem?> itemOf, params (string Name, double Mean, double Deviation, int Count)[] groups)
    {
        var rows = groups.Sum(g => g.Count);
        var categories = new byte[rows * count];
        var names = new List<string>();
        var order = Enumerable.Range(0, count).ToArray();
        foreach (var (name, mean, deviation, respondents) in groups)
            for (var r = 0; r < respondents; r++)
            {
                var theta = mean + (deviation * draws.Normal());
                draws.Shuffle<int>(order);
                foreach (var item in order.AsSpan(0, asked))
                    if (itemOf(item, name) is { } graded)
                        categories[(names.Count * count) + item] = (byte)(1 + Category(draws, graded, theta));
                names.Add(name);
            }

        return new ResponseMatrix([.. Enumerable.Range(1, rows).Select(r => $"R{r}")], [.. names], [.. Enumerable.Range(1, count).Select(i => $"i{i}")], categories);
    }

    public static int Category(SeededDraws draws, GradedItem item, double theta)
    {
        var (left, category) = (draws.NextDouble(), 0);
        while (category < item.Categories - 1 && (left -= GradedResponse.Probability(item, category, theta)) > 0)
            category++;
        return category;
    }
}
