using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Dapper;

namespace KotanBot.Storage.Sqlite;

/// <summary>
/// The one thread that writes. Everything that waits shares one transaction and so one disk sync; each job has its own
/// savepoint, so that a job's failure undoes only that job. Callers hear of success after the commit and never before.
/// </summary>
/// <remarks>A thread and not a task, because Microsoft.Data.Sqlite's asynchronous calls are synchronous and would hold pool threads.</remarks>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const long CheckpointBytes = 4 * 1024 * 1024;
    private const int CheckpointJobs = 256;

    /// <summary>Everybody's writes wait behind a try to empty the log, so it gives way soon to a reader that stands in it.</summary>
    private const int ScrubPatience = 100;

    private readonly ReusingConnection _connection;
    private readonly string _path;
    private readonly string _walPath;
    private readonly int _maxBatch;
    private readonly Channel<WriteJob> _queue;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WriteJob> _batch = [];
    private readonly List<WriteJob> _done = [];
    private readonly int _patience;
    private readonly TimeSpan _scrubPause;
    private int _jobsSinceCheckpoint;
    private long _scrubbedAt;
    private bool _scrub;

    public SqliteWriter(ReusingConnection connection, string path, DatabaseOptions options)
    {
        _connection = connection;
        _path = path;
        _walPath = path + "-wal";
        _patience = (int)options.LockTimeout.TotalMilliseconds;
        _scrubPause = options.ScrubPause;
        _maxBatch = Math.Max(1, options.MaxBatch);
        _queue = Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(options.MaxWaiting) { SingleReader = true });
        new Thread(Loop) { IsBackground = true, Name = "kotanbot-writer" }.Start();
    }

    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, T> work, CancellationToken cancellationToken)
    {
        var job = new WriteJob<T>(work, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(job, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The database was closed.", e);
        }
        return await job.Task;
    }

    /// <summary>Asked from inside a job: after its commit the log is emptied, so that no old page keeps what was deleted.</summary>
    public void ScrubAfterCommit() => _scrub = true;

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task;
    }

    private void Loop()
    {
        while (WaitForWork())
        {
            while (_batch.Count < _maxBatch && _queue.Reader.TryRead(out var job))
                _batch.Add(job);
            if (_batch.Count > 0)
                RunBatch();
            _batch.Clear();
            _done.Clear();
        }
        Close();
    }

    private bool WaitForWork()
    {
        var waiting = _queue.Reader.WaitToReadAsync();
        if (waiting.IsCompletedSuccessfully)
            return waiting.Result;
        var work = waiting.AsTask();
        while (_scrub && !work.Wait(_scrubPause))
            Scrub();
        return work.GetAwaiter().GetResult();
    }

    private void RunBatch()
    {
        try
        {
            _connection.Run("begin immediate");
            foreach (var job in _batch)
                RunJob(job);
            _connection.Run("commit");
        }
        catch (Exception cause)
        {
            // The transaction is lost, and with it every job that had succeeded.
            RollBack();
            var told = SqliteFailure.Sort(_path, cause);
            foreach (var job in _batch)
                job.Fail(told);
            return;
        }
        _jobsSinceCheckpoint += _done.Count;
        if (_scrub && (_scrubbedAt == 0 || Stopwatch.GetElapsedTime(_scrubbedAt) >= _scrubPause))
            Scrub();
        foreach (var job in _done)
            job.Complete();
        if (_jobsSinceCheckpoint >= CheckpointJobs && new FileInfo(_walPath) is { Exists: true, Length: >= CheckpointBytes })
            Checkpoint();
    }

    /// <summary>A failed job hears of it at once: nothing of it can become durable any more.</summary>
    private void RunJob(WriteJob job)
    {
        if (job.IsCancelled)
        {
            job.Fail(new OperationCanceledException());
            return;
        }
        _connection.Run("savepoint job");
        try
        {
            job.Run(_connection);
        }
        catch (Exception cause)
        {
            UndoJob(cause);
            job.Fail(SqliteFailure.Sort(_path, cause));
            return;
        }
        _connection.Run("release job");
        _done.Add(job);
    }

    /// <summary>When SQLite itself gave up the whole transaction (a full disk), the batch fails with what made it give up, not with the missing savepoint.</summary>
    private void UndoJob(Exception cause)
    {
        try
        {
            _connection.Run("rollback to job");
            _connection.Run("release job");
        }
        catch (DbException)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    private void RollBack()
    {
        try
        {
            _connection.Run("rollback");
        }
        catch (DbException)
        {
            // SQLite had rolled back already.
        }
    }

    /// <summary>Failing here loses nothing: the log stays and the next try moves it.</summary>
    private void Checkpoint()
    {
        _jobsSinceCheckpoint = 0;
        try
        {
            _connection.ExecuteScalar<long>("pragma wal_checkpoint(passive)");
        }
        catch (DbException)
        {
            return;
        }
    }

    /// <summary>Empties the log after an erasure. While a reader still stands in it this is tried again, with the next writes and when none come.</summary>
    private void Scrub()
    {
        try
        {
            SetPatience(ScrubPatience);
            var busy = _connection.ExecuteScalar<long>("pragma wal_checkpoint(truncate)");
            _scrub = busy != 0;
        }
        catch (DbException)
        {
            // As good as busy.
        }
        _scrubbedAt = _scrub ? Stopwatch.GetTimestamp() : 0;
        try
        {
            SetPatience(_patience);
        }
        catch (DbException)
        {
            // Locks are then waited for a shorter while, until the next try.
        }
    }

    private void SetPatience(int milliseconds) =>
        _connection.Run($"pragma busy_timeout = {Math.Min(milliseconds, _patience).ToString(CultureInfo.InvariantCulture)}");

    private void Close()
    {
        try
        {
            Scrub();
            _connection.Dispose();
            _ended.SetResult();
        }
        catch (Exception e)
        {
            _ended.SetException(e);
        }
    }
}
