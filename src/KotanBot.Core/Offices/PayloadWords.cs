namespace KotanBot.Core.Offices;

/// <summary>The words after a command, in any order.</summary>
internal static class PayloadWords
{
    public static string[] Of(string payload) => payload.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The code of an office among them, as it is stored.</summary>
    public static string? OfficeIn(IEnumerable<string> words) => words.FirstOrDefault(w => w.StartsWith("bnn", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant();
}
