namespace KotanBot.Core.Conversations;

/// <summary>Pseudonymous codes such as <c>AB-123</c>, as people write them.</summary>
internal static class CodeText
{
    private const string SampleLetters = "KTNBGW";
    private const string SampleDigits = "47213586";

    /// <summary>Upper case with one hyphen, however it was spaced; null for anything else than a code of this form.</summary>
    public static string? Read(string text, int letters, int digits)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '.' or '_'))).ToUpperInvariant();
        return plain.Length == letters + digits && plain[..letters].All(char.IsAsciiLetterUpper) && plain[letters..].All(char.IsAsciiDigit) ? $"{plain[..letters]}-{plain[letters..]}" : null;
    }

    public static string Example(int letters, int digits) => $"{SampleLetters[..letters]}-{SampleDigits[..digits]}";
}
