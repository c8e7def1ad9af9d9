using System.Data.Common;
using Dapper;

namespace KotanBot.Storage;

/// <summary>The text of every version of an item bank that a questionnaire may still be on, with its calibration. Never changed, only added to.</summary>
public sealed class BankVersionStore(Database database)
{
    /// <summary>The bank's text and its calibration's, where it has one.</summary>
    public sealed class Texts
    {
        public string Source { get; init; } = "";

        public string? Calibration { get; init; }
    }

    public Task SaveAsync(string bankId, string hash, string source, string? calibration) =>
        Find(bankId, hash) is null
            ? database.WriteAsync((c, t) => c.Execute(SaveSql, new { bankId, hash, source, calibration }, t))
            : Task.CompletedTask;

    private const string SaveSql = "insert into bank_version (bank_id, hash, source, calibration) values (@bankId, @hash, @source, @calibration) on conflict do nothing";

    public Texts? Find(string bankId, string hash) =>
        database.Read(c => Find(c, bankId, hash));

    internal static Texts? Find(DbConnection connection, string bankId, string hash) => connection.QuerySingleOrDefault<Texts>(FindSql, new { bankId, hash });

    private const string FindSql = "select source as Source, calibration as Calibration from bank_version where bank_id = @bankId and hash = @hash";
}
