using System.Collections.Immutable;

namespace KotanBot.Core.Language;

internal enum NumberItemKind
{
    Literal,
    Word,
    Around,
    Other,
    Mark,
}

/// <summary>One element of a reply as the number grammar sees it. <c>Around</c> is the suffix "-an" ("50-an").</summary>
internal readonly record struct NumberItem(
    NumberItemKind Kind, string Text, NumberLiteral Literal = default, NumberWord Word = default)
{
    public bool Is(NumberRole role) => Kind == NumberItemKind.Word && Word.Role == role;
}

/// <summary>Turns tokens into number items: joins "1.250,5" and "1 250", splits "duapuluh", forgives typing errors.</summary>
internal sealed class NumberItems
{
    private const int MostWordsForgiven = 24;

    private readonly ImmutableArray<TextToken> _tokens;
    private readonly bool _hasDigits;
    private readonly bool _forgiving;
    private readonly List<NumberItem> _items = [];

    private NumberItems(ImmutableArray<TextToken> tokens)
    {
        _tokens = tokens;
        _hasDigits = tokens.Any(t => t.Kind == TokenKind.Digits);
        _forgiving = tokens.Count(t => t.Kind == TokenKind.Word) <= MostWordsForgiven;
    }

    public static IReadOnlyList<NumberItem> Of(ImmutableArray<TextToken> tokens)
    {
        var reader = new NumberItems(tokens);
        for (var i = 0; i < tokens.Length;) i = reader.Add(i);
        return reader._items;
    }

    private int Add(int i)
    {
        var token = _tokens[i];
        switch (token.Kind)
        {
            case TokenKind.Digits when IsDoubling(i):
                return i + 1;
            case TokenKind.Digits:
                return AddLiteral(i, negative: false);
            case TokenKind.Mark when IsMinus(i):
                return AddLiteral(i + 1, negative: true);
            case TokenKind.Mark:
                _items.Add(new NumberItem(NumberItemKind.Mark, token.Text));
                return i + 1;
            default:
                AddWord(i);
                return i + 1;
        }
    }

    // The "2" of "kira2" and "teman2" doubles the word.
    private bool IsDoubling(int i) =>
        _tokens[i] is { Text: "2", Spaced: false } && i > 0 && _tokens[i - 1] is { Kind: TokenKind.Word, Text.Length: >= 3 };

    // "-5" is a negative number; "10-15" and "10 -15" are ranges; "- 5" is a list bullet.
    private bool IsMinus(int i) =>
        _tokens[i].IsMark('-') && _tokens[i].Spaced && i + 1 < _tokens.Length
        && _tokens[i + 1] is { Kind: TokenKind.Digits, Spaced: false }
        && (i == 0 || _tokens[i - 1].Kind != TokenKind.Digits);

    private int AddLiteral(int i, bool negative)
    {
        var start = i++;
        while (i + 1 < _tokens.Length && IsSeparator(_tokens[i]) && _tokens[i + 1] is { Kind: TokenKind.Digits, Spaced: false }) i += 2;
        var text = string.Concat(_tokens[start..i].Select(t => t.Text));
        if (i == start + 1)
        {
            while (IsSpacedGroup(start, i)) text += _tokens[i++].Text;
        }
        var literal = NumberLiteral.Read(text);
        _items.Add(new NumberItem(
            NumberItemKind.Literal, text, negative ? literal with { Value = -literal.Value } : literal));
        return i;
    }

    private static bool IsSeparator(TextToken token) => !token.Spaced && (token.IsMark('.') || token.IsMark(','));

    // The "250" of "1 250".
    private bool IsSpacedGroup(int start, int i) =>
        i < _tokens.Length
        && _tokens[i] is { Kind: TokenKind.Digits, Spaced: true, Text.Length: 3 }
        && _tokens[start].Text.Length <= 3 && _tokens[start].Text[0] != '0'
        && (i + 1 == _tokens.Length || _tokens[i + 1].Spaced || _tokens[i + 1].Kind != TokenKind.Digits);

    private void AddWord(int i)
    {
        var word = _tokens[i].Text;
        var afterDigits = i > 0 && _tokens[i - 1].Kind == TokenKind.Digits;
        var afterDash = i > 1 && _tokens[i - 1].IsMark('-') && _tokens[i - 2].Kind == TokenKind.Digits;
        if (word is "an" && (afterDigits || afterDash))
        {
            if (afterDash) _items.RemoveAt(_items.Count - 1);
            _items.Add(new NumberItem(NumberItemKind.Around, word));
            return;
        }
        if (word is "k" && afterDigits && !_tokens[i].Spaced)
        {
            _items.Add(new NumberItem(NumberItemKind.Word, word, Word: new NumberWord(NumberRole.Scale, 1_000)));
            return;
        }
        var parts = NumberVocabulary.Parts(word);
        if (parts.IsEmpty) word = TextFolding.Expand(word);
        if (parts.IsEmpty && Forgive(word, afterDigits) is { } forgiven) parts = [forgiven];
        if (parts.IsEmpty) _items.Add(new NumberItem(NumberItemKind.Other, word));
        foreach (var part in parts) _items.Add(new NumberItem(NumberItemKind.Word, word, Word: part));
    }

    // Beside digits only a magnitude makes sense ("2 rtus"), so that "30 anak kelas 5" stays what it is.
    private NumberWord? Forgive(string word, bool afterDigits)
    {
        if (!_forgiving || (_hasDigits && !afterDigits)) return null;
        var found = NumberVocabulary.Forgive(word);
        return afterDigits && found is not { Role: NumberRole.Scale or NumberRole.Hundred or NumberRole.Ten } ? null : found;
    }
}
