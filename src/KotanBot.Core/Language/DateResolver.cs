namespace KotanBot.Core.Language;

/// <summary>Turns parts of a date into days, filling in what was left unsaid from today or from the other end of a range.</summary>
internal sealed class DateResolver(DateOnly today)
{
    private const int LongestCrossingMonths = 6;

    /// <summary>The span of one part, or null when no such day exists.</summary>
    public DateReading.Range? Resolve(DatePart part) => part switch
    {
        { Fixed: { } range } => range,
        { Weekday: { } weekday } => DateReading.Range.Day(today.AddDays(-((((int)today.DayOfWeek + 6) % 7) - (weekday - 1) + 7) % 7)),
        { Day: { } day, Month: { } month, Year: { } year } => Day(year, month, day),
        { Day: { } day, Month: { } month } => MostRecent(Day(today.Year, month, day), Day(today.Year - 1, month, day)),
        { Day: { } day } => MostRecentDay(day),
        { Month: { } month, Year: { } year } => RelativeDates.MonthOf(year, month),
        { Month: { } month } => MostRecent(RelativeDates.MonthOf(today.Year, month), RelativeDates.MonthOf(today.Year - 1, month)),
        { Year: { } year } => RelativeDates.YearOf(year),
        _ => null,
    };

    /// <summary>The span from one part to another; its end may lie before its start. Null when a day does not exist.</summary>
    public DateReading.Range? ResolveRange(DatePart first, DatePart last)
    {
        (first, last) = ShareMonth(first, last);
        if (first is { Day: not null, Month: null } && last is { Day: not null, Month: null }) return ResolveDays(first, last);
        if (first.Weekday is not null && last.Weekday is { } weekday) return ResolveWeekdays(first, weekday);
        if (first.Weekday is { } day && last.Fixed is { } end)
        {
            // "Senin sampai Jumat minggu lalu": the Monday before that Friday.
            var back = (((int)end.From.DayOfWeek + 6) % 7) - (day - 1);
            return new DateReading.Range(end.From.AddDays(-((back + 7) % 7)), end.To);
        }
        if (first.Month is { } firstMonth && last.Month is { } lastMonth)
        {
            if (first.Year is null && last.Year is null)
            {
                if (Resolve(first) is not { } start) return null;
                first = first with { Year = start.From.Year };
            }
            var crosses = firstMonth > lastMonth && lastMonth + 12 - firstMonth <= LongestCrossingMonths;
            if (last.Year is null) last = last with { Year = first.Year + (crosses ? 1 : 0) };
            if (first.Year is null) first = first with { Year = last.Year - (crosses ? 1 : 0) };
        }
        return Resolve(first) is { } from && Resolve(last) is { } to ? new DateReading.Range(from.From, to.To) : null;
    }

    /// <summary>The last day of the meant month for "31 Feb", the swapped date for "11/25/2026"; null when neither exists.</summary>
    public DateReading.Range? Nearest(DatePart part)
    {
        if (part.Day is not { } day || part.Month is not { } month) return null;
        if (month is > 12 and <= 31 && day is >= 1 and <= 12) return Resolve(part with { Day = month, Month = day });
        if (month is < 1 or > 12 || day is < 29 or > 31) return null;
        if (part.Year is null && Resolve(part with { Day = 28 }) is { } known) part = part with { Year = known.From.Year };
        return part.Year is { } year && RelativeDates.MonthOf(year, month) is { } whole ? DateReading.Range.Day(whole.To) : null;
    }

    private static DateReading.Range? Day(int year, int month, int day) =>
        RelativeDates.MonthOf(year, month) is { } whole && day >= 1 && day <= whole.To.Day
            ? DateReading.Range.Day(new DateOnly(year, month, day))
            : null;

    private DateReading.Range? MostRecent(params ReadOnlySpan<DateReading.Range?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (candidate is not null && candidate.From <= today) return candidate;
        }
        return null;
    }

    private DateReading.Range? MostRecentDay(int day)
    {
        for (var back = 0; back < 12; back++)
        {
            var month = today.AddMonths(-back);
            if (Day(month.Year, month.Month, day) is { } found && found.From <= today) return found;
        }
        return null;
    }

    // "3-5 Nov" and "3 Nov - 5": a day without a month takes the other end's.
    private static (DatePart First, DatePart Last) ShareMonth(DatePart first, DatePart last)
    {
        if (first is { Day: not null, Month: null } && last is { Day: not null, Month: not null })
            first = first with { Month = last.Month, Year = last.Year };
        else if (last is { Day: not null, Month: null } && first is { Day: not null, Month: not null })
            last = last with { Month = first.Month, Year = first.Year };
        return (first, last);
    }

    // "tgl 3 sampai 5" in one month; "tgl 30 sampai 2" runs into the next.
    private DateReading.Range? ResolveDays(DatePart first, DatePart last)
    {
        if (MostRecentDay(first.Day!.Value) is not { } start) return null;
        var month = first.Day >= 20 && last.Day <= 10 ? start.From.AddMonths(1) : start.From;
        return Day(month.Year, month.Month, last.Day!.Value) is { } end ? new DateReading.Range(start.From, end.To) : null;
    }

    private DateReading.Range? ResolveWeekdays(DatePart first, int weekday)
    {
        if (Resolve(first) is not { } start) return null;
        var days = (weekday - 1 - (((int)start.From.DayOfWeek + 6) % 7) + 7) % 7;
        return new DateReading.Range(start.From, start.From.AddDays(days));
    }
}
