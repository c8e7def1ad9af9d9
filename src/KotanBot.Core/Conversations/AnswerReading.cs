namespace KotanBot.Core.Conversations;

/// <summary>What came of reading an input as the answer to a step.</summary>
internal abstract record AnswerReading
{
    private AnswerReading()
    {
    }

    /// <summary>An answer; <paramref name="Note"/> reads back what was understood differently from what was typed, or is empty.</summary>
    public sealed record Accepted(AnswerValue Value, string Note = "") : AnswerReading;

    /// <summary>Not an answer; the text says kindly why.</summary>
    public sealed record Refused(string Why) : AnswerReading;

    /// <summary>Nearly an answer; this must be settled first. <paramref name="Why"/> introduces it, or is empty.</summary>
    public sealed record Unsettled(SubQuestion Sub, string Why = "") : AnswerReading;
}
