using System.Globalization;

namespace KotanBot.Site;

/// <summary>Reads a first and a last day as the fields of a form send them, by the clock of the office that is looked at.</summary>
public static class SiteDays
{
    /// <summary>A half-open span of time; an empty field does not restrict. False with words for the visitor where no span is meant.</summary>
    public static bool TryRead(SiteVisit visit, string first, string last, out DateTimeOffset? from, out DateTimeOffset? to, out string? problem)
    {
        (from, to, problem) = (null, null, null);
        if (!TryRead(first, out var firstDay) || !TryRead(last, out var lastDay))
        {
            problem = visit.Say("Tanggalnya tidak terbaca. Tulis seperti 2026-11-30.", "That date could not be read. Write it like 2026-11-30.");
            return false;
        }

        if (firstDay > lastDay)
        {
            problem = visit.Say("Tanggal awal ada sesudah tanggal akhir.", "The first day is after the last day.");
            return false;
        }

        (from, to) = (Midnight(visit, firstDay), Midnight(visit, lastDay?.AddDays(1)));
        return true;
    }

    private static bool TryRead(string text, out DateOnly? day)
    {
        day = null;
        if (text.Length == 0)
            return true;
        if (!DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) || read.Year is < 2000 or > 9000)
            return false;
        day = read;
        return true;
    }

    private static DateTimeOffset? Midnight(SiteVisit visit, DateOnly? day) =>
        day is { } known ? new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), TimeSpan.FromMinutes(visit.Looking.Facts.UtcOffsetMinutes)) : null;
}
