namespace KotanBot.Core.Language;

/// <summary>One number found in a reply: items [Start, End).</summary>
internal readonly record struct FoundNumber(decimal Value, int Start, int End, bool Rough, LiteralFault Fault);

/// <summary>
/// The grammar of one number: groups below a thousand, each with a falling scale ("dua juta tiga ratus ribu lima"),
/// where a number in digits may stand for a group ("1,5 juta", "2 ratus 50").
/// </summary>
internal sealed class NumberPhrase(IReadOnlyList<NumberItem> items)
{
    private int _at;
    private bool _rough;
    private LiteralFault _fault;

    /// <summary>Every number in the items, left to right.</summary>
    public static List<FoundNumber> FindAll(IReadOnlyList<NumberItem> items)
    {
        var found = new List<FoundNumber>();
        var phrase = new NumberPhrase(items);
        for (var i = 0; i < items.Count;)
        {
            var number = phrase.ReadAt(i);
            if (number is { } value) found.Add(value);
            i = number?.End ?? i + 1;
        }
        return found;
    }

    private FoundNumber? ReadAt(int start)
    {
        _at = start;
        _rough = false;
        _fault = LiteralFault.None;
        var negative = IsOther("minus") || IsOther("negatif");
        if (negative) _at++;
        if (ReadScaled() is not { } value) return null;
        if (_at < items.Count && items[_at].Kind == NumberItemKind.Around)
        {
            _rough = true;
            _at++;
        }
        // Dividing by one drops trailing zeros: "1,5 juta" is 1500000, not 1500000.0.
        value /= 1.0000000000000000000000000000m;
        return new FoundNumber(negative ? -value : value, start, _at, _rough, _fault);
    }

    private decimal? ReadScaled()
    {
        decimal? total = null;
        var below = decimal.MaxValue;
        while (_at < items.Count)
        {
            var start = _at;
            var (rough, fault) = (_rough, _fault);
            var (value, scale) = ReadTerm();
            if (value is null || value >= below || scale >= below)
            {
                (_at, _rough, _fault) = (start, rough, fault);
                break;
            }
            total = (total ?? 0) + (value * scale);
            below = scale;
            if (scale == 1) break;
        }
        return total;
    }

    private (decimal? Value, decimal Scale) ReadTerm()
    {
        var item = items[_at];
        if (item.Is(NumberRole.OneScale)) return (1, Take());
        // "ribuan" alone names at least two thousand.
        if (item.Is(NumberRole.Scale) && item.Word.Rough) return (2, Take());
        if (ReadGroup() is not { } group) return (null, 1);
        group += ReadDecimals();
        if (_at < items.Count && items[_at].Is(NumberRole.Scale)) return (group, Take());
        return group == 0.5m && items[_at - 1].Is(NumberRole.Half) ? (null, 1) : (group, 1);
    }

    private decimal? ReadGroup()
    {
        decimal? sum = null;
        var below = 1000m;
        while (_at < items.Count && below > 1)
        {
            var (value, rest) = ReadPiece(below, first: sum is null);
            if (value is null) break;
            sum = (sum ?? 0) + value;
            below = rest;
            if (below == 100 && IsOther("and") && Peek(1) is { Kind: NumberItemKind.Word }) _at++;
            if (below == 10 && Peek(0) is { Kind: NumberItemKind.Mark, Text: "-" } && Peek(1)?.Is(NumberRole.Digit) == true) _at++;
        }
        if (_at < items.Count && items[_at].Is(NumberRole.Half))
        {
            _at++;
            sum = (sum ?? 0) + 0.5m;
        }
        return sum;
    }

    // One piece of a group that is smaller than what is left open, and what it leaves open.
    private (decimal? Value, decimal Open) ReadPiece(decimal below, bool first)
    {
        var item = items[_at];
        var isLiteral = item.Kind == NumberItemKind.Literal;
        if (isLiteral || item.Is(NumberRole.Digit)) return ReadCounted(item, isLiteral, below, first);
        if (item.Kind != NumberItemKind.Word) return (null, 0);
        return item.Word.Role switch
        {
            NumberRole.OneHundred when below > 100 => (Take(), 100),
            NumberRole.Tens when below > 10 => (Take(), 10),
            NumberRole.Whole when below > 10 => (Take(), 0),
            // Plural magnitudes alone: "belasan" is at least 11, "puluhan" at least 20, "ratusan" at least 200.
            NumberRole.Teen when first && item.Word.Rough => (Take() + 1, 0),
            NumberRole.Ten or NumberRole.Hundred when first && item.Word.Rough => (2 * Take(), 0),
            _ => (null, 0),
        };
    }

    private (decimal? Value, decimal Open) ReadCounted(NumberItem item, bool isLiteral, decimal below, bool first)
    {
        var count = isLiteral ? item.Literal.Value : item.Word.Value;
        var next = Peek(1);
        var unit = next?.Kind == NumberItemKind.Word ? next.Value.Word.Role : NumberRole.Digit;
        var fits = unit == NumberRole.Hundred ? below > 100 : unit is NumberRole.Ten or NumberRole.Teen && below > 10;
        if (fits && count > 0)
        {
            TakeLiteral(item, isLiteral);
            var size = Take();
            return unit == NumberRole.Teen ? (count + size, 0) : (count * size, size);
        }
        if (!first && (count >= below || count < 0 || (isLiteral && count != decimal.Truncate(count)))) return (null, 0);
        TakeLiteral(item, isLiteral);
        return (count, 0);
    }

    private void TakeLiteral(NumberItem item, bool isLiteral)
    {
        _at++;
        if (isLiteral && item.Literal.Fault > _fault) _fault = item.Literal.Fault;
    }

    // "tiga koma dua lima" and "3 koma 25".
    private decimal ReadDecimals()
    {
        if (!(IsOther("koma") || IsOther("point") || IsOther("comma"))) return 0;
        var (value, place) = (0m, 0.1m);
        var at = _at + 1;
        for (; at < items.Count && place > 0.000001m && items[at].Is(NumberRole.Digit); at++, place /= 10)
            value += items[at].Word.Value * place;
        if (at == _at + 1 && Peek(1) is { Kind: NumberItemKind.Literal } literal && literal.Text.Length <= 6
            && literal.Text.All(char.IsAsciiDigit))
        {
            foreach (var digit in literal.Text)
            {
                value += (digit - '0') * place;
                place /= 10;
            }
            at++;
        }
        if (at > _at + 1) _at = at;
        return value;
    }

    private decimal Take()
    {
        var word = items[_at++].Word;
        _rough |= word.Rough;
        return word.Value;
    }

    private NumberItem? Peek(int ahead) => _at + ahead < items.Count ? items[_at + ahead] : null;

    private bool IsOther(string word) => _at < items.Count && items[_at].Kind == NumberItemKind.Other && items[_at].Text == word;
}
