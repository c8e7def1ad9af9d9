using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>What a reply to "when?" says: a span of days, or why it cannot be told.</summary>
public abstract record DateReading
{
    private DateReading()
    {
    }

    /// <summary>From the first to the last day, both included; a single day has both equal. May lie in the future.</summary>
    public sealed record Range(DateOnly From, DateOnly To) : DateReading
    {
        public static Range Day(DateOnly day) => new(day, day);

        public bool IsSingleDay => From == To;
    }

    /// <summary>No span could be taken; <paramref name="Suggestions"/> (possibly none) may be offered as buttons.</summary>
    public sealed record Unclear(DateProblem Reason, ImmutableArray<Range> Suggestions) : DateReading;
}

/// <summary>Why a reply gives no date.</summary>
public enum DateProblem
{
    Empty,
    NoDate,
    ImpossibleDate,
    EndBeforeStart,
    SeveralDates,
    Ambiguous,
    WeekdayMismatch,
}
