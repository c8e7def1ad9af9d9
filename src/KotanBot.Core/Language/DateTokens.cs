using System.Collections.Frozen;
using System.Collections.Immutable;

namespace KotanBot.Core.Language;

internal enum DateTokenKind
{
    Number,
    Word,
    Until,
    Mark,
}

/// <summary>A token of a date expression. <paramref name="Digits"/> is 0 when a number was written as a word.</summary>
internal readonly record struct DateToken(DateTokenKind Kind, string Text, int Value, int Digits, bool Spaced)
{
    public bool IsMark(char mark) => Kind == DateTokenKind.Mark && Text[0] == mark;

    public bool IsDigits => Kind == DateTokenKind.Number && Digits > 0;
}

internal static class DateTokens
{
    private static readonly FrozenSet<string> UntilWords =
        new[] { "sampai", "hingga", "to", "until", "till", "through", "sampe", "smpai", "sampi" }.ToFrozenSet();

    public static ImmutableArray<DateToken> Of(string text)
    {
        var source = TextTokens.Of(text);
        var tokens = ImmutableArray.CreateBuilder<DateToken>();
        for (var i = 0; i < source.Length;)
        {
            var skipped = SkipTime(source, i);
            if (skipped > i)
            {
                i = skipped;
                continue;
            }
            var until = SkipUntil(source, i);
            if (until > i)
            {
                if (tokens.Count == 0 || tokens[^1].Kind != DateTokenKind.Until)
                    tokens.Add(new DateToken(DateTokenKind.Until, "sampai", 0, 0, Spaced: true));
                i = until;
                continue;
            }
            tokens.Add(Convert(source[i++]));
        }
        return tokens.ToImmutable();
    }

    private static DateToken Convert(TextToken token)
    {
        if (token.Kind == TokenKind.Mark) return new DateToken(DateTokenKind.Mark, token.Text, 0, 0, token.Spaced);
        if (token.Kind == TokenKind.Digits)
        {
            var value = token.Text.Length <= 6 ? int.Parse(token.Text, System.Globalization.CultureInfo.InvariantCulture) : 999_999;
            return new DateToken(DateTokenKind.Number, token.Text, value, token.Text.Length, token.Spaced);
        }
        var word = TextFolding.Expand(token.Text);
        return DateVocabulary.SmallNumber(word) is { } number
            ? new DateToken(DateTokenKind.Number, word, number, 0, token.Spaced)
            : new DateToken(DateTokenKind.Word, word, 0, 0, token.Spaced);
    }

    // "s/d", "s.d.", "sd", "sampai dengan", "hingga".
    private static int SkipUntil(ImmutableArray<TextToken> source, int i)
    {
        if (source[i].Kind != TokenKind.Word) return i;
        if (source[i].IsWord("s") && i + 2 < source.Length && source[i + 2].IsWord("d")
            && (source[i + 1].IsMark('/') || source[i + 1].IsMark('.')))
            return i + 3 < source.Length && source[i + 3].IsMark('.') ? i + 4 : i + 3;
        if (!UntilWords.Contains(TextFolding.Expand(source[i].Text))) return i;
        return i + 1 < source.Length && TextFolding.Expand(source[i + 1].Text) is "dengan" ? i + 2 : i + 1;
    }

    // "jam 10.00", "pukul 9", "10:30": a time of day is no date.
    private static int SkipTime(ImmutableArray<TextToken> source, int i)
    {
        var named = source[i].IsWord("jam") || source[i].IsWord("pukul") || source[i].IsWord("pkl");
        var start = named ? i + 1 : i;
        if (start >= source.Length || source[start].Kind != TokenKind.Digits) return i;
        var hasMinutes = start + 2 < source.Length && source[start + 2].Kind == TokenKind.Digits
            && (source[start + 1].IsMark(':') || (named && source[start + 1].IsMark('.')));
        if (hasMinutes) return start + 3;
        return named ? start + 1 : i;
    }
}
