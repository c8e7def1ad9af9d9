using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>
/// What is kept of a text that a person sent: at most <see cref="InputLimits.LongestText"/> characters and a mark. The engine
/// refuses anything longer, so the rest is nobody's answer.
/// </summary>
internal static class KeptText
{
    public const char Mark = '…';

    public static string Of(string text) => text.Length <= InputLimits.LongestText ? text : text[..Whole(text)] + Mark;

    /// <summary>Never half of a surrogate pair.</summary>
    private static int Whole(string text) => char.IsHighSurrogate(text[InputLimits.LongestText - 1]) ? InputLimits.LongestText - 1 : InputLimits.LongestText;
}
