using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

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
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public long At { get; init; }

        public string? SatkerCode { get; init; }

        public string Deed { get; init; } = "";

        public string? Subject { get; init; }

        public string? Before { get; init; }

        public string? After { get; init; }

        public string? ActorId { get; init; }

        public string? ActorRole { get; init; }
    }

    /// <summary>A line with its note, still sealed.</summary>
    internal sealed class Noted
    {
        public string Id { get; init; } = "";

        public long At { get; init; }

        public string Deed { get; init; } = "";

        public string? ActorId { get; init; }

        public string? ActorRole { get; init; }

        public string? NoteCipher { get; init; }
    }

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

    /// <summary>The newest first, with the actor's role of today.</summary>
    public static IEnumerable<Row> Read(DbConnection connection, Scope scope, AuditFilter filter) => connection.Query<Row>(ReadSql, new
    {
        scopeRoot = scope.Root,
        scopeBelow = ScopeSql.Below(scope),
        fromAt = Instant.ToColumn(filter.From),
        toAt = Instant.ToColumn(filter.To),
        limit = filter.Limit,
    });

    private const string ReadSql = "with recursive " + ScopeSql.Tree + """
         select a.id as Id, a.at as At, a.satker_code as SatkerCode, a.deed as Deed, a.subject as Subject, a.before_value as Before, a.after_value as After,
            a.actor_id as ActorId, p.role as ActorRole
        from audit a left join person p on p.id = a.actor_id
        where
        """ + " " + ScopeSql.Within + "a.satker_code" + ScopeSql.IsIn + """
         and (@fromAt is null or a.at >= @fromAt) and (@toAt is null or a.at < @toAt)
        order by a.at desc, a.id desc limit @limit
        """;

    /// <summary>The newest of one office, one more than are wanted.</summary>
    public static IEnumerable<Row> ReadOfOffice(DbConnection connection, string office, AuditFilter filter, AuditPlace? after, long floor) => connection.Query<Row>(ReadOfOfficeSql, new
    {
        office,
        deed = filter.Deed,
        fromAt = Math.Max(floor, Instant.ToColumn(filter.From) ?? 0),
        toAt = Instant.ToColumn(filter.To) ?? long.MaxValue,
        afterAt = Instant.ToColumn(after?.At) ?? long.MaxValue,
        afterId = after?.Id ?? "",
        limit = (long)filter.Limit + 1,
    });

    private const string ReadOfOfficeSql = """
        select a.id as Id, a.at as At, a.satker_code as SatkerCode, a.deed as Deed, a.subject as Subject, a.before_value as Before, a.after_value as After,
            a.actor_id as ActorId, p.role as ActorRole
        from audit a left join person p on p.id = a.actor_id
        where a.satker_code = @office and a.at >= @fromAt and a.at < @toAt and a.at <= @afterAt and (a.at < @afterAt or a.id < @afterId) and (@deed is null or a.deed = @deed)
        order by a.at desc, a.id desc limit @limit
        """;

    /// <summary>What was done to one thing, the oldest first, with the actors' roles of today. Whether the thing may be seen is the caller's to ask.</summary>
    public static IEnumerable<Noted> ReadOf(DbConnection connection, string subject) => connection.Query<Noted>(ReadOfSql, new { subject });

    private const string ReadOfSql = """
        select a.id as Id, a.at as At, a.deed as Deed, a.actor_id as ActorId, p.role as ActorRole, a.note_cipher as NoteCipher
        from audit a left join person p on p.id = a.actor_id where a.subject = @subject order by a.at, a.id
        """;
}
