using System.Text;

namespace KotanBot.Core.Conversations;

/// <summary>Makes typed text safe to keep: no control characters, no broken surrogates, no blank edges.</summary>
internal static class InputText
{
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t')))
                continue;
            clean.Append(rune);
        }

        return clean.ToString().Trim();
    }

    /// <summary>Whether there is at least one letter or digit; emoji and punctuation alone say nothing we could store.</summary>
    public static bool HasWords(string text) => text.EnumerateRunes().Any(r => Rune.IsLetterOrDigit(r));
}
