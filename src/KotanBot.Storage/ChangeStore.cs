using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>What changed between two measures of the same code, of groups only; turns take the measures (<see cref="TurnStore"/>).</summary>
public sealed class ChangeStore(Database database)
{
    /// <summary>Over all offices of the scope, of ends within a half-open span of time. Null where nothing was measured.</summary>
    /// <param name="dialog">What the change names, for the scores of its options.</param>
    public ChangeFigures? Read(Scope scope, PairedChange change, Dialog dialog, DateTimeOffset from, DateTimeOffset to) =>
        database.Read(connection => ChangeFigures.Of(change, ChangeRows.Read(connection, scope, change, dialog, to), from, to));
}
