using Microsoft.Data.Sqlite;

namespace KotanBot.Storage.Sqlite;

/// <summary>Turns what SQLite reports into the one line that an operator can act on.</summary>
internal static class SqliteFailure
{
    private const int Error = 1;
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;
    private const int NotADatabase = 26;

    /// <summary>
    /// The failure with its line when the world is to blame; anything else (a constraint, a wrong statement) is a defect of ours and
    /// comes back as it is. Blaming the world wrongly would deliver poison for ever; blaming the input wrongly would lose it.
    /// </summary>
    public static Exception Sort(string path, Exception failure) =>
        failure is SqliteException sqlite && IsOfTheWorld(sqlite) ? Explain(path, sqlite) : failure;

    public static bool IsOfTheWorld(SqliteException failure) => failure.SqliteErrorCode
        is Permission or Busy or Locked or NoMemory or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or Protocol or NotADatabase;

    /// <summary>The plain code means that a read tried to write, which is ours; the world's read-only failures have extended codes.</summary>
    public static bool IsOfTheWorldWhileReading(SqliteException failure) =>
        IsOfTheWorld(failure) && failure.SqliteExtendedErrorCode != ReadOnly;

    public static StorageUnavailableException Explain(string path, SqliteException failure) =>
        new(Line(path, failure), failure);

    private static string Line(string path, SqliteException failure) => failure.SqliteErrorCode switch
    {
        Busy or Locked => $"The database {path} is locked by another program.",
        ReadOnly => $"The database {path} is read-only; KotanBot must be able to write it and its folder.",
        Permission => $"There is no permission to use the database {path}.",
        CannotOpen => $"The database {path} cannot be opened; check that it and its folder can be read and written.",
        Corrupt => $"The database {path} is damaged; restore it from a backup.",
        NotADatabase => $"The file {path} is not a database.",
        Full => $"The disk of {path} is full.",
        InputOutput => $"The disk fails on {path}.",
        Error => $"The database {path} was refused: {failure.Message}",
        _ => $"The database {path} cannot be used: {failure.Message}",
    };
}
