using System.Globalization;
using System.Text.Json.Nodes;

namespace KotanBot.Bench.Validation;

/// <summary>What one <c>kotanbot simulate</c> said, with scores on a scale of 0 to 100 where <paramref name="percent"/> is the worth of one point of the responses' own.</summary>
internal sealed class SimulationFigures(JsonObject result, double percent)
{
    public string Mode => (string)result["mode"]!;

    public string MeanItems => Number(result["meanItemsAsked"], "0.0");

    /// <summary>Of the persons' full-form scores, the mean over variables.</summary>
    public string PersonCorrelation => Number(MeanOf("person", "r"), ".000");

    public string PersonError => Number(MeanOf("person", "rmse") * percent, "0.00");

    public string PersonCoverage => Share(MeanOf("person", "coverage95"));

    public string GroupBias => Number(Summary("groupBias") * percent, "0.00");

    public string GroupError => Number(Summary("groupRmse") * percent, "0.00");

    public string SamplingError => Number(Summary("samplingSd") * percent, "0.00");

    public string ErrorRatio => Number(Summary("errorRatio"), "0.00");

    public string GroupCoverage => Share(Summary("coverage95"));

    public string TotalCoverage => Share(Summary("coverageTotal"));

    /// <summary>The plain mean over the asked answers, as nobody should do it.</summary>
    public string NaiveError => Number(Summary("naiveRmse") * percent, "0.00");

    /// <summary>How often the items were asked: the least and the most asked one, as shares of the mean.</summary>
    public string Exposure
    {
        get
        {
            var asked = result["exposure"]!.AsArray().Select(e => (double)e!["asked"]!).ToList();
            var mean = asked.Average();
            return $"{Number(asked.Min() / mean, "0.00")} – {Number(asked.Max() / mean, "0.00")}";
        }
    }

    public int Unasked => result["exposure"]!.AsArray().Count(e => (int)e!["asked"]! == 0);

    public string MicrosecondsPerSelection =>
        $"{Number((double?)result["secondsPerSelection"]?["mean"] * 1e6, "0")} ({Number((double?)result["secondsPerSelection"]?["p99"] * 1e6, "0")})";

    private double? Summary(string name) => (double?)result["summary"]?[name];

    private double? MeanOf(string list, string name)
    {
        var values = result[list]!.AsArray().Select(p => (double?)p![name]).OfType<double>().ToList();
        return values.Count == 0 ? null : values.Average();
    }

    private static string Number(JsonNode? node, string format) => Number((double?)node, format);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string Share(double? value) => value is { } share ? (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";
}
