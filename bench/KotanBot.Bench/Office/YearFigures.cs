using System.Globalization;

namespace KotanBot.Bench.Office;

/// <summary>What a process of the year's run tells the one that started it.</summary>
internal static class YearFigures
{
    public static void Say(string what, double number, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{Round(number)} {unit}"));

    /// <summary>The most memory that this process ever had resident.</summary>
    public static void SayMemory(string what)
    {
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        Say(what, double.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024, "MiB");
    }

    private static string Round(double number) => number.ToString(number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
