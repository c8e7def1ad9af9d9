using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>Whether a person left more than a talk.</summary>
internal static class HeldRows
{
    /// <summary>Reports sent or not, files, and deeds for an office: what cannot become another person's unseen.</summary>
    public static bool Any(DbConnection connection, string personId, DbTransaction? transaction = null) =>
        connection.ExecuteScalar<long>(AnySql, new { personId }, transaction) > 0;

    private const string AnySql = """
        select (select count(*) from submission where person_id = @personId) + (select count(*) from attachment where person_id = @personId)
            + (select count(*) from audit where actor_id = @personId)
        """;
}
