using System.Text.RegularExpressions;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// The only differences that a conversation over Direct Line may show against its file, each with its reason. Everything
/// else must be equal to the letter.
/// </summary>
internal sealed partial class Differences
{
    private readonly Dictionary<string, string> _receipts = [];

    public string Level(string line) => Count().Replace(Receipt().Replace(line, m => m.Groups["before"].Value + Named(m.Groups["number"].Value)), "${before}N");

    /// <summary>
    /// Receipt numbers derive from the conversation's id, which is random here. They are named in the order in which they
    /// appear, so that the same number must still come back in the same places.
    /// </summary>
    private string Named(string number)
    {
        if (!_receipts.TryGetValue(number, out var name))
            _receipts[number] = name = $"#{_receipts.Count + 1}";
        return name;
    }

    [GeneratedRegex(@"(?<before>\b(nomor|Nomor|number|Number):? )(?<number>[0-9A-F]{6})\b")]
    private static partial Regex Receipt();

    /// <summary>The message log here begins with the line of joining, which the core's player does not send.</summary>
    [GeneratedRegex(@"(?<before>Seluruh percakapan ini )\d+")]
    private static partial Regex Count();
}
