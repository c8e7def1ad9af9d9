using System.Data.Common;
using Dapper;
using KotanBot.Core.Indices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>What people call the units of readings. The names of lembaga that people typed are opened with their keys, so an erased person's is gone.</summary>
internal sealed class IndexUnitNames(DbConnection connection, KeyRing keys)
{
    private readonly Dictionary<string, Dictionary<string, string>> _lembaga = [];
    private Dictionary<string, string>? _satkers;

    public string? Of(IndexUnit unit) => unit.Kind switch
    {
        IndexUnitKind.Lembaga => LembagaOf(unit.Satker).GetValueOrDefault(unit.Code),
        IndexUnitKind.Satker => (_satkers ??= SatkerRows.List(connection).ToDictionary(s => s.Code, s => s.Name)).GetValueOrDefault(unit.Code),
        IndexUnitKind.Region => connection.QuerySingleOrDefault<string>("select name from region where code = @Code", unit),
        IndexUnitKind.Kawasan => connection.QuerySingleOrDefault<string>("select name from register_entry where id = @Code", unit),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Dictionary<string, string> LembagaOf(string satker)
    {
        if (!_lembaga.TryGetValue(satker, out var names))
        {
            _lembaga[satker] = names = [];
            foreach (var row in connection.Query<Row>(LembagaSql, new { satker }))
                if (!names.ContainsKey(IndexInputRows.LembagaCode(satker, row.LembagaKey)) && PersonWords.Lembaga(row.PersonId, row.Known, row.Cipher, keys.Find(connection, row.PersonId)) is { } name)
                    names[IndexInputRows.LembagaCode(satker, row.LembagaKey)] = name;
        }

        return names;
    }

    private sealed class Row
    {
        public string LembagaKey { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string? Known { get; init; }

        public string? Cipher { get; init; }
    }

    private const string LembagaSql = """
        select p.lembaga_key as LembagaKey, p.id as PersonId, l.name as Known, p.lembaga_cipher as Cipher
        from person p left join lembaga l on l.id = p.lembaga_id
        where p.satker_code = @satker and p.lembaga_key is not null
        order by case when l.name is null then 1 else 0 end, p.created_at, p.id
        """;
}
