using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>One line of the audit: who did what to what, and for which office.</summary>
internal sealed record AuditLine(string Deed, string? SatkerCode, string? Subject)
{
    /// <summary>Null when the program did it by itself, or the verb of whoever has the machine.</summary>
    public string? ActorId { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>Sealed with the actor's key.</summary>
    public string? NoteCipher { get; init; }
}

/// <summary>The <c>audit</c> table. It only ever grows: there is no method that changes or deletes, and none may be added.</summary>
internal static class AuditRows
{
    public static string NotePlace(string id) => $"audit.note_cipher|{id}";

    public static void Append(DbConnection connection, DbTransaction? transaction, AuditLine line, long now, string? id = null) =>
        connection.Execute(AppendSql, new
        {
            id = id ?? NewId.Create(),
            now,
            actorId = line.ActorId,
            satkerCode = line.SatkerCode,
            deed = line.Deed,
            subject = line.Subject,
            before = line.Before,
            after = line.After,
            note = line.NoteCipher,
        }, transaction);

    private const string AppendSql = """
        insert into audit (id, at, actor_id, satker_code, deed, subject, before_value, after_value, note_cipher)
        values (@id, @now, @actorId, @satkerCode, @deed, @subject, @before, @after, @note)
        """;
}
