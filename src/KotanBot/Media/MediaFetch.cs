namespace KotanBot.Media;

/// <summary>What came of one try to fetch a file.</summary>
public abstract record MediaFetch
{
    private MediaFetch()
    {
    }

    public sealed record Got(ReadOnlyMemory<byte> Bytes) : MediaFetch;

    public sealed record TooBig : MediaFetch;

    /// <summary>No later try can bring it. <paramref name="Reason"/> is a word for the log, never the channel's text.</summary>
    public sealed record Gone(string Reason) : MediaFetch;

    /// <summary>A later try may bring it; zero when the channel did not say when.</summary>
    public sealed record RetryAfter(TimeSpan Wait) : MediaFetch;
}
