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

    /// <summary>A span that ends before it begins is refused, not taken for an empty one.</summary>
    public static void RefuseReversed(Command command, Option<string?> from, Option<string?> to) => command.Validators.Add(result =>
    {
        if (Read(result.GetValue(from)) is { } first && Read(result.GetValue(to)) is { } last && first > last)
            result.AddError(FormattableString.Invariant($"{from.Name} {first:yyyy-MM-dd} is after {to.Name} {last:yyyy-MM-dd}"));
    });

    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The instants from the start of the first day to the end of the last, by the clock of the office (without one, western time). The calendar's own ends are no bounds.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? To) Between(DateOnly? from, DateOnly? to, Satker? satker)
    {
        var offset = TimeSpan.FromMinutes(satker?.UtcOffsetMinutes ?? WesternTime);
        DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), offset).ToUniversalTime();
        return (from is { } first && first > DateOnly.MinValue ? Midnight(first) : null, to is { } last && last < DateOnly.MaxValue ? Midnight(last.AddDays(1)) : null);
    }
}
