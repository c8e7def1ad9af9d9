using System.Data.Common;
using Dapper;

namespace KotanBot.Storage;

/// <summary>The text of every dialog version that a conversation may still be on. Never changed, only added to.</summary>
public sealed class DialogVersionStore(Database database)
{
    public Task SaveAsync(string dialogId, string hash, string text) =>
        Find(dialogId, hash) is null
            ? database.WriteAsync((c, t) => Save(c, t, dialogId, hash, text))
            : Task.CompletedTask;

    internal static int Save(DbConnection connection, DbTransaction? transaction, string dialogId, string hash, string text) => connection.Execute(SaveSql, new { dialogId, hash, text }, transaction);

    private const string SaveSql = "insert into dialog_version (dialog_id, hash, source) values (@dialogId, @hash, @text) on conflict do nothing";

    public string? Find(string dialogId, string hash) =>
        database.Read(c => c.QuerySingleOrDefault<string>(FindSql, new { dialogId, hash }));

    private const string FindSql = "select source from dialog_version where dialog_id = @dialogId and hash = @hash";

    /// <summary>Every version that was ever kept, by dialog.</summary>
    public IReadOnlyList<DialogVersion> List() => database.Read(c => c.Query<DialogVersion>(ListSql).AsList());

    private const string ListSql = "select dialog_id as DialogId, hash as Hash, source as Source from dialog_version order by dialog_id, hash";
}

/// <summary>The text of a dialog as conversations once started it.</summary>
public sealed class DialogVersion
{
    public string DialogId { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Source { get; init; } = "";
}
