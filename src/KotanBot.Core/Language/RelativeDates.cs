using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>
/// Dates told from today. Days and weeks counted back give one day ("seminggu yang lalu" is the day seven days ago);
/// months give the whole month, years the whole year. "minggu lalu" is last week, Monday to Sunday, while
/// "hari minggu lalu" is last Sunday.
/// </summary>
internal sealed class RelativeDates(ImmutableArray<DateToken> tokens, DateOnly today)
{
    private const int FurthestDays = 3_660;

    /// <summary>The span that starts at <paramref name="at"/>, which then points behind it.</summary>
    public DateReading.Range? Read(ref int at) => ReadDay(ref at) ?? ReadCounted(ref at) ?? ReadUnit(ref at) ?? ReadQuarter(ref at);

    /// <summary>"November lalu", "bulan Maret ini".</summary>
    public DateReading.Range? MonthModifier(int month, ref int at)
    {
        if (Direction(ref at, allowBare: false) is not { } direction) return null;
        var year = direction switch
        {
            0 => today.Year,
            > 0 => today.Year + (month > today.Month ? 0 : 1),
            _ => today.Year - (month < today.Month ? 0 : 1),
        };
        return MonthOf(year, month);
    }

    /// <summary>"Senin lalu", "Senin minggu lalu", "last Monday"; "minggu lalu" without "hari" is a week and gives null here.</summary>
    public DatePart? WeekdayModifier(int weekday, string word, bool named, ref int at)
    {
        var start = at;
        if (Text(at) is "minggu" or "pekan" or "week" && DirectionAfter(at + 1, out var afterWeek) is { } weeks)
        {
            at = afterWeek;
            return Fixed(Monday(today).AddDays((7 * weeks) + weekday - 1));
        }
        var direction = Direction(ref at, allowBare: true);
        if (word is "minggu" && !named && direction is not null)
        {
            at = start;
            return null;
        }
        var english = Text(start - 2);
        direction ??= english is "last" ? -1 : english is "next" ? 1 : english is "this" ? 0 : null;
        var since = ((int)today.DayOfWeek + 6) % 7 - (weekday - 1);
        return direction switch
        {
            null => new DatePart(Weekday: weekday),
            0 => Fixed(Monday(today).AddDays(weekday - 1)),
            < 0 => Fixed(today.AddDays(since > 0 ? -since : -since - 7)),
            _ => Fixed(today.AddDays(since >= 0 ? 7 - since : -since)),
        };
    }

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public static DateReading.Range? MonthOf(int year, int month)
    {
        if (year is < 1900 or > 2200 || month is < 1 or > 12) return null;
        return new DateReading.Range(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
    }

    public static DateReading.Range? YearOf(int year) =>
        year is < 1900 or > 2200 ? null : new DateReading.Range(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    private static DatePart Fixed(DateOnly day) => new(Fixed: DateReading.Range.Day(day));

    private DateReading.Range? ReadDay(ref int at)
    {
        var (days, length) = (Text(at), Text(at + 1), Text(at + 2)) switch
        {
            ("hari" or "hr", "ini", _) => (0, 2),
            ("day", "before", "yesterday") => (-2, 3),
            ("day", "after", "tomorrow") => (2, 3),
            ("kemarin" or "kemaren", "lusa" or "dulu" or "dulunya", _) => (-2, 2),
            ("besok", "lusa", _) => (2, 2),
            ("today" or "sekarang" or "tadi" or "barusan" or "sekarng", not "malam", _) => (0, 1),
            ("kemarin" or "kemarn" or "kmaren" or "yesterday" or "semalam" or "kemrin" or "kemain" or "kemarin2", _, _) => (-1, 1),
            ("tadi", "malam", _) => (-1, 2),
            ("besok" or "tomorrow" or "bsok" or "besuk" or "esok", _, _) => (1, 1),
            ("lusa", _, _) => (2, 1),
            _ => (0, 0),
        };
        if (length == 0) return null;
        at += length;
        return DateReading.Range.Day(today.AddDays(days));
    }

    // "2 hari lalu", "seminggu yang lalu", "3 days ago", "7 hari terakhir", "2 hari lagi".
    private DateReading.Range? ReadCounted(ref int at)
    {
        var (count, unit, next) = Counted(at);
        if (unit is null) return null;
        if (Text(next) is "terakhir" or "belakangan")
        {
            var days = count * (unit == "week" ? 7 : unit == "day" ? 1 : unit == "month" ? 30 : 365);
            if (days is < 1 or > FurthestDays) return null;
            at = next + 1;
            return new DateReading.Range(today.AddDays(1 - days), today);
        }
        if (Text(next) is "yang") next++;
        var sign = Text(next) switch
        {
            "lalu" or "ago" or "silam" or "sebelumnya" or "kemarin" or "lewat" or "berlalu" => -1,
            "lagi" or "mendatang" => 1,
            _ => 0,
        };
        if (sign == 0 || count > FurthestDays) return null;
        var result = Shift(sign * count, unit);
        if (result is not null) at = next + 1;
        return result;
    }

    private (int Count, string? Unit, int Next) Counted(int at)
    {
        var token = At(at);
        var joined = token?.Text switch { "sehari" => "day", "seminggu" or "sepekan" => "week", "sebulan" => "month", "setahun" => "year", _ => null };
        if (joined is not null) return (1, joined, at + 1);
        if (token is not { Kind: DateTokenKind.Number } number) return (0, null, at);
        var unit = Text(at + 1) switch
        {
            "hari" or "day" or "days" or "hr" => "day",
            "minggu" or "pekan" or "week" or "weeks" => "week",
            "bulan" or "month" or "months" => "month",
            "tahun" or "year" or "years" => "year",
            _ => null,
        };
        return (number.Value, unit, at + 2);
    }

    private DateReading.Range? Shift(int count, string unit) => unit switch
    {
        "day" => DateReading.Range.Day(today.AddDays(count)),
        "week" when Math.Abs(count) <= FurthestDays / 7 => DateReading.Range.Day(today.AddDays(7 * count)),
        "month" when Math.Abs(count) <= FurthestDays / 30 => MonthOf(today.AddMonths(count).Year, today.AddMonths(count).Month),
        "year" => YearOf(today.Year + count),
        _ => null,
    };

    // "minggu lalu", "bulan ini", "last year", "akhir bulan lalu".
    private DateReading.Range? ReadUnit(ref int at)
    {
        var third = Text(at) switch { "awal" => 0, "pertengahan" or "tengah" => 1, "akhir" => 2, _ => -1 };
        var start = third >= 0 ? at + 1 : at;
        int? direction = Text(start) switch { "last" => -1, "this" => 0, "next" => 1, _ => null };
        var unitAt = direction is null ? start : start + 1;
        var end = unitAt + 1;
        direction ??= DirectionAfter(unitAt + 1, out end);
        if (direction is not { } shift) return null;
        var range = Text(unitAt) switch
        {
            "minggu" or "pekan" or "week" or "mingu" when third < 0 => Week(shift),
            "bulan" or "month" => MonthOf(today.AddMonths(shift).Year, today.AddMonths(shift).Month),
            "tahun" or "year" when third < 0 => YearOf(today.Year + shift),
            _ => null,
        };
        if (range is null) return null;
        at = end;
        return third switch
        {
            0 => range with { To = range.From.AddDays(9) },
            1 => new DateReading.Range(range.From.AddDays(10), range.From.AddDays(19)),
            2 => range with { From = range.From.AddDays(20) },
            _ => range,
        };
    }

    private DateReading.Range Week(int shift)
    {
        var monday = Monday(today).AddDays(7 * shift);
        return new DateReading.Range(monday, monday.AddDays(6));
    }

    // "triwulan 2 2022", "TW II 2022", "semester 1".
    private DateReading.Range? ReadQuarter(ref int at)
    {
        var months = Text(at) switch { "triwulan" or "tw" or "kuartal" or "quarter" => 3, "semester" or "smt" => 6, _ => 0 };
        if (months == 0) return null;
        var number = Text(at + 1) switch { "i" => 1, "ii" => 2, "iii" => 3, "iv" => 4, _ => At(at + 1)?.Value ?? 0 };
        if (number < 1 || number * months > 12) return null;
        var yearAt = Text(at + 2) is "tahun" ? at + 3 : at + 2;
        var year = At(yearAt) is { IsDigits: true, Digits: 4 } token ? token.Value : (int?)null;
        var firstMonth = ((number - 1) * months) + 1;
        year ??= firstMonth <= today.Month ? today.Year : today.Year - 1;
        if (MonthOf(year.Value, firstMonth) is not { } first || MonthOf(year.Value, firstMonth + months - 1) is not { } last) return null;
        at = At(yearAt) is { IsDigits: true, Digits: 4 } ? yearAt + 1 : at + 2;
        return new DateReading.Range(first.From, last.To);
    }

    private int? DirectionAfter(int at, out int end)
    {
        end = at;
        return Direction(ref end, allowBare: false);
    }

    private int? Direction(ref int at, bool allowBare)
    {
        var next = Text(at) is "yang" ? at + 1 : at;
        int? direction = Text(next) switch
        {
            "lalu" or "kemarin" or "silam" or "sebelumnya" or "lalau" or "lau" => -1,
            "ini" or "sekarang" or "berjalan" => 0,
            "depan" or "mendatang" or "besok" => 1,
            "tadi" when allowBare => -1,
            _ => null,
        };
        if (direction is not null) at = next + 1;
        return direction;
    }

    private string? Text(int at) => At(at)?.Text;

    private DateToken? At(int at) => at >= 0 && at < tokens.Length ? tokens[at] : null;
}
