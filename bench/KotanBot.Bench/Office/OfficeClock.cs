namespace KotanBot.Bench.Office;

/// <summary>The time in which the office network lives; it stands still between two turns.</summary>
internal sealed class OfficeClock(DateTimeOffset begin) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = begin;

    public override DateTimeOffset GetUtcNow() => Now;
}
