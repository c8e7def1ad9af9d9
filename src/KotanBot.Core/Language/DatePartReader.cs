using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>Finds the date parts of a token list, left to right, and how they are linked.</summary>
internal sealed class DatePartReader
{
    private readonly ImmutableArray<DateToken> _tokens;
    private readonly RelativeDates _relative;
    private readonly List<DatePart> _parts = [];
    private readonly int _words;
    private int _at;
    private DateLink _link;
    private bool _daysFollow;

    private DatePartReader(ImmutableArray<DateToken> tokens, DateOnly today)
    {
        _tokens = tokens;
        _words = tokens.Count(t => t.Kind == DateTokenKind.Word);
        _relative = new RelativeDates(tokens, today);
    }

    /// <summary>Whether the reply holds words that belong to no date; then a lone number is no day.</summary>
    public bool HasOtherWords { get; private set; }

    public static (List<DatePart> Parts, bool HasOtherWords) Read(ImmutableArray<DateToken> tokens, DateOnly today)
    {
        var reader = new DatePartReader(tokens, today);
        while (reader._at < tokens.Length) reader.Step();
        return (reader._parts, reader.HasOtherWords);
    }

    private void Step()
    {
        var token = _tokens[_at];
        if (token.Kind == DateTokenKind.Until)
        {
            _link = DateLink.Until;
            _at++;
            return;
        }
        if (token.Kind == DateTokenKind.Mark)
        {
            if (token.IsMark('-')) _link = DateLink.Dash;
            else if ((token.IsMark(',') || token.IsMark('&') || token.IsMark('+')) && _link == DateLink.None) _link = DateLink.And;
            _at++;
            return;
        }
        var part = ReadNumeric() ?? ReadDayMonth() ?? ReadMonth() ?? ReadNamedDay() ?? (IsDayOfMonth() ? null : ReadRelative()) ?? ReadBare();
        if (part is null)
        {
            Skip(token);
            return;
        }
        _parts.Add(part with { Link = _parts.Count == 0 ? DateLink.None : _link });
        _link = DateLink.None;
    }

    private void Skip(DateToken token)
    {
        _at++;
        switch (token.Text)
        {
            case "dan" or "and" or "serta":
                if (_link == DateLink.None) _link = DateLink.And;
                break;
            case "tanggal" or "tanggalnya" or "date":
                _daysFollow = true;
                break;
            // After a date these only say that it is past: "3 Nov lalu".
            case "lalu" or "kemarin" or "yang" or "silam" or "ini" or "hari" or "pada" or "di" or "dari" or "mulai" or "sejak" or "antara"
                or "the" or "on" or "from" or "of" or "in" or "between" or "bulan" or "sepanjang" or "selama" or "tahun" or "th" or "rd"
                or "st" or "nd" or "ago" or "dalam" or "cuma" or "itu" or "ya" or "pagi" or "siang" or "sore" or "malam" or "wib"
                or "wita" or "wit" or "kira" or "sekitar" or "month" or "year" or "last" or "this":
                break;
            default:
                HasOtherWords |= token.Kind == DateTokenKind.Word;
                break;
        }
    }

    // 03/11/2026, 3-11-26, 2026-11-03, 3.11.2026, 3/11, 11/2026.
    private DatePart? ReadNumeric()
    {
        if (!Digits(0) || Peek(1) is not { Kind: DateTokenKind.Mark } mark || !Digits(2) || mark.Text is not ("/" or "-" or ".")) return null;
        var (a, b) = (_tokens[_at], _tokens[_at + 2]);
        if (Digits(4) && Peek(3) is { Kind: DateTokenKind.Mark } second && second.Text == mark.Text
            && (!second.Spaced || _tokens[_at + 4].Digits == 4))
        {
            var c = _tokens[_at + 4];
            _at += 5;
            return a.Digits >= 3 ? new DatePart(c.Value, b.Value, a.Value) : new DatePart(a.Value, b.Value, YearOf(c));
        }
        if (mark.Text == "-" || mark.Spaced || b.Spaced) return null;
        if (a.Digits <= 2 && b.Digits == 4)
        {
            _at += 3;
            return new DatePart(Month: a.Value, Year: b.Value);
        }
        if (a.Digits > 2 || b.Digits > 2 || (mark.Text == "." && b.Value is 0 or > 12)) return null;
        _at += 3;
        return new DatePart(a.Value, b.Value);
    }

    // 3 Nov, 3 November 2026, 3-Nov-26, 3rd of November.
    private DatePart? ReadDayMonth()
    {
        var day = _tokens[_at];
        if (day.Kind != DateTokenKind.Number || day.Digits > 2) return null;
        var next = _at + 1;
        if (TokenAt(next) is { Kind: DateTokenKind.Mark, Text: "-" or "/" or "." }) next++;
        else if (TokenAt(next) is { Spaced: false, Text: "rd" or "st" or "nd" or "th" or "tahun" }) next++;
        if (TokenAt(next)?.Text is "of" or "bulan") next++;
        if (MonthAt(next, expected: true) is not { } month) return null;
        _at = next + 1;
        return new DatePart(day.Value, month, ReadYear(twoDigits: true));
    }

    // November, Nov 2026, November 3, 2026, bulan 11.
    private DatePart? ReadMonth()
    {
        var token = _tokens[_at];
        var named = token.Text is "bulan" or "month";
        if (named && _tokens.Length > _at + 1 && _tokens[_at + 1] is { IsDigits: true, Value: >= 1 and <= 12 } number)
        {
            _at += 2;
            return new DatePart(Month: number.Value, Year: ReadYear(twoDigits: false));
        }
        var start = named ? _at + 1 : _at;
        if (MonthAt(start, named || ExpectsMonth(_at)) is not { } month) return null;
        _at = start + 1;
        if (_relative.MonthModifier(month, ref _at) is { } modified) return new DatePart(Fixed: modified);
        if (ReadYear(twoDigits: false) is { } year) return new DatePart(Month: month, Year: year);
        if (Peek(0) is not { IsDigits: true, Digits: <= 2, Value: >= 1 and <= 31 } day || IsUnit(_at + 1)) return new DatePart(Month: month);
        _at++;
        var later = ReadYear(twoDigits: false);
        return new DatePart(day.Value, month, later) { MayBeYear = later is null && day.Digits == 2 };
    }

    private DatePart? ReadNamedDay()
    {
        var named = _tokens[_at].Text is "hari" or "on";
        var start = named ? _at + 1 : _at;
        var word = TokenAt(start);
        if (word is not { Kind: DateTokenKind.Word } found) return null;
        var expected = named || _words <= 2 || TokenAt(start + 1)?.Text is "lalu" or "kemarin";
        if (DateVocabulary.Weekday(found.Text, expected) is not { } weekday) return null;
        var end = start + 1;
        if (_relative.WeekdayModifier(weekday, found.Text, named, ref end) is { } modified)
        {
            _at = end;
            return modified;
        }
        return null;
    }

    private DatePart? ReadRelative()
    {
        var end = _at;
        if (_relative.Read(ref end) is not { } range) return null;
        _at = end;
        return new DatePart(Fixed: range);
    }

    private DatePart? ReadBare()
    {
        if (!Digits(0)) return null;
        var token = _tokens[_at];
        var before = TokenAt(_at - 1)?.Text;
        if (token.Digits == 4 && (token.Value is >= 1945 and <= 2100 || before is "tahun"))
        {
            _at++;
            return new DatePart(Year: token.Value);
        }
        if (token.Digits > 2 || IsUnit(_at + 1)) return null;
        _at++;
        if (TokenAt(_at)?.Text is "bulan" or "month" && _relative.Read(ref _at) is { } month)
            return new DatePart(token.Value, month.From.Month, month.From.Year);
        return new DatePart(token.Value, Bare: !_daysFollow);
    }

    private int? ReadYear(bool twoDigits)
    {
        var at = _at;
        if (TokenAt(at) is { Kind: DateTokenKind.Mark, Text: "," or "-" or "/" or "." }) at++;
        if (TokenAt(at)?.Text is "tahun" or "of" or "thn") at++;
        if (TokenAt(at) is not { IsDigits: true } token) return null;
        var isYear = token.Digits == 4 || (twoDigits && token.Digits == 2 && at == _at && TokenAt(at + 1) is null)
            || (twoDigits && token.Digits == 2 && at == _at + 1 && !token.Spaced && TokenAt(_at) is { Spaced: false, Text: "-" or "/" });
        if (!isYear) return null;
        _at = at + 1;
        return YearOf(token);
    }

    private static int YearOf(DateToken token) => token.Digits > 2 ? token.Value : token.Value + (token.Value < 80 ? 2000 : 1900);

    private bool ExpectsMonth(int at) =>
        _words == 1
        || TokenAt(at - 1)?.Kind is DateTokenKind.Until
        || TokenAt(at + 1) is { Kind: DateTokenKind.Until } or { IsDigits: true } or { Text: "lalu" or "kemarin" or "-" };

    // "3 hari", "45 orang", "5 OPD": a count, not a day of the month.
    private bool IsUnit(int at) =>
        TokenAt(at) is { Kind: DateTokenKind.Word, Text: not ("dan" or "and" or "lalu" or "kemarin" or "bulan" or "month" or "ya" or "yang") };

    // "tanggal 3 bulan lalu" is a day of last month, not three months ago.
    private bool IsDayOfMonth() => TokenAt(_at - 1)?.Text is "tanggal" && Digits(0);

    private int? MonthAt(int at, bool expected) =>
        TokenAt(at) is { Kind: DateTokenKind.Word } token ? DateVocabulary.Month(token.Text, expected) : null;

    private DateToken? TokenAt(int at) => at >= 0 && at < _tokens.Length ? _tokens[at] : null;

    private DateToken? Peek(int ahead) => TokenAt(_at + ahead);

    private bool Digits(int ahead) => Peek(ahead) is { IsDigits: true };
}
