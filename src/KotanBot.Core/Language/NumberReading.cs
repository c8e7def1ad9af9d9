namespace KotanBot.Core.Language;

/// <summary>What a reply to "how many?" says: a number, a number that must be confirmed, or none.</summary>
public abstract record NumberReading
{
    private NumberReading()
    {
    }

    /// <summary>The person gave exactly this number; it may be negative or too large for the question.</summary>
    public sealed record Exact(decimal Value) : NumberReading;

    /// <summary>
    /// The person gave a rough number. <paramref name="Value"/> is the lowest number that the words allow, so that an
    /// unread confirmation never overstates; <paramref name="Phrase"/> is the reply, folded and at most 60 characters.
    /// </summary>
    public sealed record Vague(decimal Value, string Phrase) : NumberReading;

    /// <summary>No number could be taken from the reply, and why.</summary>
    public sealed record None(NumberProblem Reason) : NumberReading;
}

/// <summary>Why a reply gives no number.</summary>
public enum NumberProblem
{
    Empty,
    NoNumber,
    SeveralNumbers,
    Ambiguous,
    TooLarge,
}
