namespace KotanBot.Exports;

/// <summary>A table that is written row by row and never held whole. It is complete only after <see cref="CompleteAsync"/>.</summary>
public interface ITableWriter : IAsyncDisposable
{
    /// <summary>The first row holds the names of the columns.</summary>
    ValueTask AddAsync(IReadOnlyList<TableCell> row, CancellationToken cancellation);

    ValueTask CompleteAsync(CancellationToken cancellation);
}
