using KotanBot.Exports;
using KotanBot.Storage;

namespace KotanBot.Site;

/// <summary>How far an export is.</summary>
public enum SiteExportState
{
    Running,
    Done,
    Failed,
}

/// <summary>One export that a session of the admin site asked for, from the button to the file. Read by pages while it is written by one task.</summary>
public sealed class SiteExport(Satker satker, ExportWish wish, string path, DateTimeOffset startedAt) : IDisposable
{
    private long _done;
    private volatile SiteExportState _state;

    public Satker Satker => satker;

    public ExportWish Wish => wish;

    public string Path => path;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>As the browser keeps it.</summary>
    public string FileName => FormattableString.Invariant($"{wish.Word}-{satker.Code}-{startedAt.ToOffset(TimeSpan.FromMinutes(satker.UtcOffsetMinutes)):yyyyMMdd-HHmm}.{wish.Extension}");

    public SiteExportState State => _state;

    /// <summary>Submissions or people gone through so far.</summary>
    public long Progress => Interlocked.Read(ref _done);

    /// <summary>How many there will be; null where nobody can tell before.</summary>
    public long? Total { get; private set; }

    /// <summary>Below the names of the columns; once it is done.</summary>
    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    internal CancellationTokenSource Ending { get; } = new();

    internal void Expect(long? total) => Total = total;

    internal void Tell(long done) => Interlocked.Exchange(ref _done, done);

    internal void Finish(long rows, long bytes)
    {
        (Rows, Bytes) = (rows, bytes);
        _state = SiteExportState.Done;
    }

    internal void Fail() => _state = SiteExportState.Failed;

    public void Dispose() => Ending.Dispose();
}
