using System.Diagnostics;
using System.Globalization;

namespace KotanBot.Bench.Validation;

/// <summary>The calibration in base R (tests/scoring/grm-em.R), an independent judge. It is there only where R is.</summary>
internal sealed class ReferenceScript
{
    private const string Interpreter = "/usr/bin/Rscript";

    private static readonly string File = Path.Combine("tests", "scoring", "grm-em.R");

    public bool IsThere => System.IO.File.Exists(Interpreter);

    /// <param name="found">Where it writes the parameters: item, parameter, estimate, error.</param>
    public async Task<(double LogLikelihood, double Seconds)> RunAsync(string answers, string found, params string[] more)
    {
        using var process = Process.Start(new ProcessStartInfo(Interpreter, ["--vanilla", File, answers, found, .. more]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Rscript failed: {printed}");
        var told = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(3).Select(l => Number(l.Split(' ')[^1])).ToArray();
        return (told[0], told[2]);
    }

    /// <summary>NaN for what R prints as NA.</summary>
    public static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
