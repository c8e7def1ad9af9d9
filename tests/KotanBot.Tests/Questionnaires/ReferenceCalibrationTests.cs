using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using KotanBot.Commands;
using KotanBot.Core.Questionnaires;
using KotanBot.Tests.Indices;
using KotanBot.Tests.Repository;

namespace KotanBot.Tests.Questionnaires;

/// <summary>The judge is tests/scoring/grm-em.R, written apart from our code: other derivatives, another optimiser, another route to standard errors.</summary>
public sealed class ReferenceCalibrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Parameters_errors_and_likelihood_agree_with_an_independent_implementation()
    {
        Assert.SkipWhen(Find("Rscript") is null, "R is not installed here (apt-get install r-base-core)");
        var csv = _folder.Write("answers.csv", TwoGroupsWithMissingAnswers());
        var (bank, reference) = (Path.Combine(_folder.Path, "bank.yaml"), Path.Combine(_folder.Path, "reference.csv"));
        using var output = new StringWriter();
        Assert.Equal(0, await KotanCommand.RunAsync(["calibrate", "--responses", csv, "--out", bank, "--json"], output, output));
        var said = await RunRAsync(Docs.PathOf("tests/scoring/grm-em.R"), csv, reference);
        using var json = JsonDocument.Parse(output.ToString());
        var ours = Ours(json.RootElement);
        var rows = (await File.ReadAllLinesAsync(reference, TestContext.Current.CancellationToken)).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(ours.Count, rows.Count);
        foreach (var row in rows)
        {
            var (estimate, error) = ours[row[0] + " " + row[1]];
            Assert.Equal(double.Parse(row[2], CultureInfo.InvariantCulture), estimate, 0.002);
            if (error is { } known)
                Assert.Equal(double.Parse(row[3], CultureInfo.InvariantCulture), known, 0.001);
        }

        var logLikelihood = double.Parse(said.Split('\n').Single(l => l.StartsWith("log-likelihood ", StringComparison.Ordinal))[15..], CultureInfo.InvariantCulture);
        Assert.Equal(logLikelihood, json.RootElement.GetProperty("logLikelihood").GetDouble(), 0.001);
    }

    private static Dictionary<string, (double Estimate, double? Error)> Ours(JsonElement bank)
    {
        var ours = new Dictionary<string, (double, double?)>();
        foreach (var item in bank.GetProperty("items").EnumerateArray())
        {
            var id = item.GetProperty("item").GetString();
            ours[$"{id} discrimination"] = (item.GetProperty("discrimination").GetDouble(), item.GetProperty("discriminationStandardError").GetDouble());
            var errors = item.GetProperty("thresholdStandardErrors");
            foreach (var (k, threshold) in item.GetProperty("thresholds").EnumerateArray().Index())
                ours[$"{id} threshold{k + 1}"] = (threshold.GetDouble(), errors[k].GetDouble());
        }

        foreach (var population in bank.GetProperty("populations").EnumerateArray().Skip(1))
        {
            ours[$"{population.GetProperty("id").GetString()} mean"] = (population.GetProperty("mean").GetDouble(), null);
            ours[$"{population.GetProperty("id").GetString()} deviation"] = (population.GetProperty("standardDeviation").GetDouble(), null);
        }

        return ours;
    }

    private static string TwoGroupsWithMissingAnswers()
    {
        var draws = new SeededDraws(8);
        var text = new StringBuilder("respondent,group,a,b,c,d,e\n");
        for (var row = 0; row < 700; row++)
        {
            var second = row >= 400;
            var theta = second ? 0.6 + (0.8 * draws.Normal()) : draws.Normal();
            text.Append($"r{row},{(second ? "court" : "family")}");
            var missing = draws.Below(5);
            for (var item = 0; item < 5; item++)
            {
                // A logistic disturbance makes the answers exactly graded.
                var uniform = draws.NextDouble();
                var latent = theta + (Math.Log(uniform / (1 - uniform)) / (1.2 + (0.3 * item)));
                text.Append(item == missing ? "," : latent < -0.9 ? ",1" : latent < 0.7 ? ",2" : ",3");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static async Task<string> RunRAsync(params string[] arguments)
    {
        using var r = Process.Start(new ProcessStartInfo(Find("Rscript")!, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await r.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await r.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, r.ExitCode);
        return said;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
}
