using System.Globalization;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

/// <summary>A week from Monday to Sunday by the clock of an office. The same days begin at different instants in offices of other zones.</summary>
public sealed record ReportWeek(DateOnly Monday)
{
    public static ReportWeek Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));

    public static ReportWeek Of(DateTimeOffset now, int utcOffsetMinutes) => Of(DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes)).DateTime));

    [JsonIgnore]
    public ReportWeek Before => new(Monday.AddDays(-7));

    [JsonIgnore]
    public ReportWeek After => new(Monday.AddDays(7));

    /// <summary>Such as <c>2026-W48</c> (ISO 8601), the same for all zones.</summary>
    [JsonIgnore]
    public string Name => $"{ISOWeek.GetYear(Monday.ToDateTime(TimeOnly.MinValue)).ToString(CultureInfo.InvariantCulture)}-W{ISOWeek.GetWeekOfYear(Monday.ToDateTime(TimeOnly.MinValue)):00}";

    /// <summary>The week of that name; null for what names none.</summary>
    public static ReportWeek? Parse(string name)
    {
        if (name.Length != 8 || name[4] != '-' || char.ToUpperInvariant(name[5]) != 'W'
            || !int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2100
            || !int.TryParse(name.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var week) || week < 1 || week > ISOWeek.GetWeeksInYear(year))
            return null;
        return new ReportWeek(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)));
    }

    /// <summary>Its first instant at an office of that zone.</summary>
    public DateTimeOffset BeginsAt(int utcOffsetMinutes) => new(Monday.ToDateTime(TimeOnly.MinValue), TimeSpan.FromMinutes(utcOffsetMinutes));
}
