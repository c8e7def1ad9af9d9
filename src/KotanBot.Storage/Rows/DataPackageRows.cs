using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>What volunteers of one office sent in a span, and what it weighed.</summary>
internal static class DataPackageRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string? NameCipher { get; init; }

        /// <summary>The person's key, still wrapped.</summary>
        public string? Wrapped { get; init; }

        public long Sent { get; init; }

        public long Verified { get; init; }

        public long Messages { get; init; }

        /// <summary>Of all sealed messages together.</summary>
        public long Letters { get; init; }

        public long PhotoBytes { get; init; }
    }

    public static IReadOnlyList<Row> Read(DbConnection connection, Scope scope, string office, long fromAt, long toAt) =>
        connection.Query<Row>(ReadSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), office, fromAt, toAt }).AsList();

    private const string Reports = "(select count(*) from submission s where s.person_id = p.id and s.submitted_at >= @fromAt and s.submitted_at < @toAt and s.review is not null";

    private const string Talk = " from conversation c join message m on m.conversation_id = c.id where c.person_id = p.id and m.at >= @fromAt and m.at < @toAt)";

    private const string ReadSql = "with recursive " + ScopeSql.Tree + """
         select p.id as Id, p.name_cipher as NameCipher, k.wrapped as Wrapped,
        """ + " " + Reports + " and s.status = 'submitted') as Sent, " + Reports + " and " + VerifiedSql.Is + ") as Verified, (select count(*)" + Talk + " as Messages, "
        + "(select coalesce(sum(length(m.cipher)), 0)" + Talk + " as Letters, " + """
        (select coalesce(sum(t.size), 0) from attachment t where t.person_id = p.id and t.state = 'kept' and t.saved_at >= @fromAt and t.saved_at < @toAt) as PhotoBytes
        from person p left join person_key k on k.person_id = p.id
        where p.role = 'penggiat' and p.satker_code = @office and
        """ + " " + ScopeSql.Within + "p.satker_code" + ScopeSql.IsIn + " order by p.created_at, p.id";
}
