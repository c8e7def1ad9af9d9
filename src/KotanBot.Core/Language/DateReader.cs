using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>
/// Reads the day or the span of days in a reply to "when?". A date without a year is the most recent one that does not
/// begin after today; day comes before month; a bare weekday is the most recent one, today included, and with "lalu" or
/// "kemarin" strictly before today. Future dates are returned as they are: the caller decides. Never guesses between two.
/// </summary>
public static class DateReader
{
    private const int MostSuggestions = 3;

    public static DateReading Read(string text, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(text)) return Unclear(DateProblem.Empty);
        var tokens = DateTokens.Of(text);
        var (parts, hasOtherWords) = DatePartReader.Read(tokens, today);
        parts = KeepMeant(parts, hasOtherWords);
        var resolver = new DateResolver(today);
        return parts.Count switch
        {
            0 => Unclear(DateProblem.NoDate),
            1 => ReadSingle(parts[0], resolver),
            2 when parts[1].Link is DateLink.Until or DateLink.Dash => ReadRange(parts[0], parts[1], resolver),
            _ => ReadSeveral(parts, resolver),
        };
    }

    // A lone number counts only beside a date it is linked to ("3-5 Nov"), or when the reply is nothing else ("3").
    private static List<DatePart> KeepMeant(List<DatePart> parts, bool hasOtherWords)
    {
        if (parts.All(p => p.Bare)) return hasOtherWords ? [] : parts;
        return [.. parts.Where((p, i) => !p.Bare || p.Link != DateLink.None || (i + 1 < parts.Count && parts[i + 1].Link != DateLink.None))];
    }

    private static DateReading ReadSingle(DatePart part, DateResolver resolver)
    {
        if (resolver.Resolve(part) is not { } range) return Impossible(part, resolver);
        if (part is not { MayBeYear: true, Day: { } year }) return range;
        var month = resolver.Resolve(new DatePart(Month: part.Month, Year: 2000 + year));
        return Unclear(DateProblem.Ambiguous, month is null ? [range] : [range, month]);
    }

    private static DateReading ReadRange(DatePart first, DatePart second, DateResolver resolver)
    {
        // "3-11" may be 3 November or the days 3 to 11.
        if (second.Link == DateLink.Dash && first.Bare && second.Bare)
        {
            var days = resolver.ResolveRange(first, second);
            var date = resolver.Resolve(new DatePart(first.Day, second.Day));
            DateReading.Range?[] readings = [date, days is { } d && d.From <= d.To ? d : null];
            return Unclear(DateProblem.Ambiguous, [.. readings.OfType<DateReading.Range>()]);
        }
        if (resolver.ResolveRange(first, second) is not { } range)
            return Impossible(resolver.Resolve(second) is null || first.Day is null ? second : first with { Month = first.Month ?? second.Month, Year = first.Year ?? second.Year }, resolver);
        return range.To < range.From
            ? Unclear(DateProblem.EndBeforeStart, [new DateReading.Range(range.To, range.From)])
            : range;
    }

    private static DateReading ReadSeveral(List<DatePart> parts, DateResolver resolver)
    {
        if (parts is [{ Weekday: { } weekday }, { Day: not null } dated]) return ReadWeekdayAndDate(weekday, dated, resolver);
        var last = parts[^1];
        var ranges = new List<DateReading.Range>();
        foreach (var part in parts)
        {
            // "3, 4 dan 5 Nov": the days share the last month.
            var whole = part is { Day: not null, Month: null } ? part with { Month = last.Month, Year = last.Year } : part;
            if (resolver.Resolve(whole) is not { } range) return Impossible(whole, resolver);
            ranges.Add(range);
        }
        var distinct = ranges.Distinct().ToList();
        if (distinct.Count == 1) return distinct[0];
        if (parts.Skip(1).All(p => p.Link == DateLink.And) && AreConsecutive(ranges))
            return new DateReading.Range(ranges[0].From, ranges[^1].To);
        return Unclear(DateProblem.SeveralDates, [.. distinct.Take(MostSuggestions)]);
    }

    private static DateReading ReadWeekdayAndDate(int weekday, DatePart dated, DateResolver resolver)
    {
        if (resolver.Resolve(dated) is not { } range) return Impossible(dated, resolver);
        var actual = (((int)range.From.DayOfWeek + 6) % 7) + 1;
        return actual == weekday ? range : Unclear(DateProblem.WeekdayMismatch, [range]);
    }

    private static bool AreConsecutive(List<DateReading.Range> ranges)
    {
        for (var i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].From != ranges[i - 1].To.AddDays(1)) return false;
        }
        return true;
    }

    private static DateReading.Unclear Impossible(DatePart part, DateResolver resolver) =>
        Unclear(DateProblem.ImpossibleDate, resolver.Nearest(part) is { } near ? [near] : []);

    private static DateReading.Unclear Unclear(DateProblem reason, ImmutableArray<DateReading.Range> suggestions = default) =>
        new(reason, suggestions.IsDefault ? [] : suggestions);
}
