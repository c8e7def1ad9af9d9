using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KotanBot.Bench;

/// <summary>One client that has at most one request under way.</summary>
internal interface ILoad : IDisposable
{
    Task<Exchange> SendOneAsync();
}

/// <summary>A client whose exchanges are turns of a conversation.</summary>
internal interface ITalker : ILoad
{
    /// <summary>Says the rest, checks that all of it was understood, and returns how many turns that took.</summary>
    Task<int> FinishAsync();
}

/// <summary>One request and its answer as the client saw them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Exchange(TimeSpan Took, long BytesSent, long BytesReceived);

/// <summary>A stopwatch without an object.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stopwatch64(long StartedAt)
{
    public static Stopwatch64 Start() => new(Stopwatch.GetTimestamp());

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(StartedAt);
}
