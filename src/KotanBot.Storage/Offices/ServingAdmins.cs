using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Who serves an office: its own admins, else those of the nearest office above that has one. Everything that an office's admins
/// are to hear or do asks here, so that an office without an admin is served all the same (DESIGN §8).
/// </summary>
internal static class ServingAdmins
{
    private sealed class Row
    {
        public string PersonId { get; init; } = "";

        public string SatkerCode { get; init; } = "";
    }

    /// <summary>The office that serves, which may be the office itself, and its admins; null where there is no admin up to the centre.</summary>
    public static (string SatkerCode, IReadOnlyList<string> PersonIds)? Find(DbConnection connection, string satkerCode, DbTransaction? transaction = null)
    {
        var admins = connection.Query<Row>(FindSql, new { satkerCode, admin = Access.Admin }, transaction).AsList();
        return admins.Count == 0 ? null : (admins[0].SatkerCode, admins.ConvertAll(a => a.PersonId));
    }

    /// <summary>The height ends a circle of parents, which an import refuses but a database could hold.</summary>
    private const string FindSql = """
        with recursive up (code, parent_code, height) as (
            select code, parent_code, 0 from satker where code = @satkerCode
            union all
            select s.code, s.parent_code, up.height + 1 from satker s join up on s.code = up.parent_code where up.height < 8
        )
        select p.id as PersonId, p.satker_code as SatkerCode from up join person p on p.satker_code = up.code and p.role = @admin
        where up.height = (select min(u.height) from up u join person a on a.satker_code = u.code and a.role = @admin)
        order by p.id
        """;
}
