namespace KotanBot.Core.Language;

/// <summary>How two neighbouring parts of a date expression belong together.</summary>
internal enum DateLink
{
    None,
    And,
    Dash,
    Until,
}

/// <summary>
/// One part of a date expression. Either <paramref name="Fixed"/> (already a span), or <paramref name="Weekday"/>
/// (1 Monday to 7 Sunday), or any of day, month and year as they were written.
/// <paramref name="Bare"/>: a lone number that is a day only if the sentence makes it one.
/// </summary>
internal sealed record DatePart(
    int? Day = null,
    int? Month = null,
    int? Year = null,
    DateReading.Range? Fixed = null,
    int? Weekday = null,
    bool Bare = false,
    DateLink Link = DateLink.None)
{
    /// <summary>"Nov 26": the number may also be a two-digit year.</summary>
    public bool MayBeYear { get; init; }
}
