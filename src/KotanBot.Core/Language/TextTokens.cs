using System.Collections.Immutable;

namespace KotanBot.Core.Language;

internal enum TokenKind
{
    Digits,
    Word,
    Mark,
}

/// <summary>A run of digits, a run of letters or one mark; <paramref name="Spaced"/> when a space stood before it.</summary>
internal readonly record struct TextToken(TokenKind Kind, string Text, bool Spaced)
{
    public bool IsMark(char mark) => Kind == TokenKind.Mark && Text[0] == mark;

    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Text, word, StringComparison.Ordinal);
}

internal static class TextTokens
{
    public static ImmutableArray<TextToken> Of(string text)
    {
        var folded = TextFolding.FoldKeepingMarks(text);
        var tokens = ImmutableArray.CreateBuilder<TextToken>();
        var i = 0;
        while (i < folded.Length)
        {
            var start = i;
            var kind = KindOf(folded[i++]);
            if (kind is null) continue;
            if (kind != TokenKind.Mark)
            {
                while (i < folded.Length && KindOf(folded[i]) == kind) i++;
            }
            tokens.Add(new TextToken(kind.Value, folded[start..i], start == 0 || folded[start - 1] == ' '));
        }
        return tokens.ToImmutable();
    }

    private static TokenKind? KindOf(char c) =>
        c == ' ' ? null : char.IsAsciiDigit(c) ? TokenKind.Digits : char.IsAsciiLetter(c) ? TokenKind.Word : TokenKind.Mark;
}
