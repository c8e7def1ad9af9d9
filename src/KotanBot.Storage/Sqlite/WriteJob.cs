using System.Data.Common;

namespace KotanBot.Storage.Sqlite;

/// <summary>One queued write: run inside its savepoint, and told its end only after the commit.</summary>
internal abstract class WriteJob
{
    public abstract bool IsCancelled { get; }

    public abstract void Run(DbConnection connection);

    public abstract void Complete();

    public abstract void Fail(Exception cause);
}

/// <summary>A write with its result. Continuations never run on the writer thread.</summary>
internal sealed class WriteJob<T>(Func<DbConnection, DbTransaction?, T> work, CancellationToken cancellationToken) : WriteJob
{
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _end.Task;

    public override bool IsCancelled => cancellationToken.IsCancellationRequested;

    public override void Run(DbConnection connection) => _result = work(connection, null);

    public override void Complete() => _end.TrySetResult(_result!);

    public override void Fail(Exception cause)
    {
        if (cause is OperationCanceledException && cancellationToken.IsCancellationRequested)
            _end.TrySetCanceled(cancellationToken);
        else
            _end.TrySetException(cause);
    }
}
