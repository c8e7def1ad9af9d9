using System.CommandLine;
using System.Globalization;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>Options that hold a day such as 2026-11-29; anything else is refused in one line.</summary>
internal static class DayOption
{
    private const int WesternTime = 420;

    public static Option<string?> Create(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "YYYY-MM-DD" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Read(text) is null)
                result.AddError($"{text} is not a day such as 2026-11-29");
        });
        return option;
    }

    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The instants from the start of the first day to the end of the last, by the clock of the office (without one, western time). The calendar's own ends are no bounds.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? To) Between(DateOnly? from, DateOnly? to, Satker? satker)
    {
        var offset = TimeSpan.FromMinutes(satker?.UtcOffsetMinutes ?? WesternTime);
        DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), offset).ToUniversalTime();
        return (from is { } first && first > DateOnly.MinValue ? Midnight(first) : null, to is { } last && last < DateOnly.MaxValue ? Midnight(last.AddDays(1)) : null);
    }
}
