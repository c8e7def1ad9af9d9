using System.Data.Common;
using Dapper;

namespace KotanBot.Storage;

/// <summary>
/// Brings a database to this program's schema inside the caller's transaction, and refuses one that a newer program wrote, or one that lacks a step before its
/// newest (a program between two versions wrote it): going on would leave tables out.
/// </summary>
internal static class Migrator
{
    public static void Run(DbConnection connection, DbTransaction? transaction, string name, IReadOnlyList<MigrationText> migrations)
    {
        connection.Execute(CreateSql, transaction: transaction);
        var present = Check(connection, transaction, name, migrations);
        foreach (var migration in migrations.Where(m => m.Number > present))
        {
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute(RecordSql, new { number = migration.Number, name = migration.Name }, transaction);
        }
    }

    /// <summary>For readers, who cannot migrate: the schema must be exactly this program's.</summary>
    public static void Require(DbConnection connection, string name, IReadOnlyList<MigrationText> migrations)
    {
        if (Check(connection, null, name, migrations) < migrations[^1].Number)
            throw new StorageUnavailableException($"The database {name} is older than this program; start the server once to bring it up to date.");
    }

    private static long Check(DbConnection connection, DbTransaction? transaction, string name, IReadOnlyList<MigrationText> migrations)
    {
        var present = connection.ExecuteScalar<long>(NewestSql, transaction: transaction);
        if (present > migrations[^1].Number)
            throw new StorageUnavailableException($"The database {name} was written by a newer KotanBot (schema {present}, this program knows {migrations[^1].Number}); update the program.");
        var steps = connection.Query<long>(StepsSql, transaction: transaction).ToHashSet();
        if (migrations.FirstOrDefault(m => m.Number < present && !steps.Contains(m.Number)) is { } missing)
            throw new StorageUnavailableException($"The database {name} lacks the step {missing.Name}, though it is at schema {present}: a program between two versions wrote it. Put back a copy from before that, or begin a new data folder.");
        return present;
    }

    private const string CreateSql = "create table if not exists migration (number bigint not null primary key, name text not null)";
    private const string NewestSql = "select coalesce(max(number), 0) from migration";
    private const string StepsSql = "select number from migration";
    private const string RecordSql = "insert into migration (number, name) values (@number, @name)";
}
