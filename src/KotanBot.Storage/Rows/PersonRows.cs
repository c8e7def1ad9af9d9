using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>person</c> table.</summary>
internal static class PersonRows
{
    /// <summary>A person with their office.</summary>
    internal sealed class Row
    {
        public string? Role { get; init; }

        public string? Lingkungan { get; init; }

        public string? ConsentVersion { get; init; }

        public long? ConsentedAt { get; init; }

        public long? SilentSince { get; init; }

        public string? NameCipher { get; init; }

        public string? LembagaCipher { get; init; }

        public string? LembagaId { get; init; }

        public string? LembagaName { get; init; }

        public string? SatkerCode { get; init; }

        public string? SatkerName { get; init; }

        public string? RegionCode { get; init; }

        public long? UtcOffsetMinutes { get; init; }
    }

    public static string NamePlace(string id) => $"person.name_cipher|{id}";

    public static string LembagaPlace(string id) => $"person.lembaga_cipher|{id}";

    public static Row? Find(DbConnection connection, string id, DbTransaction? transaction = null) => connection.QuerySingleOrDefault<Row>(FindSql, new { id }, transaction);

    private const string FindSql = """
        select p.role as Role, p.lingkungan as Lingkungan, p.consent_version as ConsentVersion, p.consented_at as ConsentedAt, p.silent_since as SilentSince,
            p.name_cipher as NameCipher, p.lembaga_cipher as LembagaCipher, p.lembaga_id as LembagaId, l.name as LembagaName,
            s.code as SatkerCode, s.name as SatkerName, s.region_code as RegionCode, s.utc_offset_minutes as UtcOffsetMinutes
        from person p left join satker s on s.code = p.satker_code left join lembaga l on l.id = p.lembaga_id
        where p.id = @id
        """;

    /// <summary>The clock of the person's office; that of the centre where they have none.</summary>
    public static int OffsetOf(DbConnection connection, DbTransaction? transaction, string id) =>
        (int)(Find(connection, id, transaction)?.UtcOffsetMinutes ?? new Facts().UtcOffsetMinutes);

    /// <summary>Null for somebody who never chose one, and for nobody.</summary>
    public static string? LanguageOf(DbConnection connection, DbTransaction? transaction, string id) =>
        connection.QuerySingleOrDefault<string?>("select language from person where id = @id", new { id }, transaction);

    public static void Insert(DbConnection connection, DbTransaction? transaction, string id, long now) =>
        connection.Execute("insert into person (id, created_at) values (@id, @now)", new { id, now }, transaction);

    public static void SetRole(DbConnection connection, DbTransaction? transaction, string id, string role) =>
        connection.Execute("update person set role = @role where id = @id", new { id, role }, transaction);

    /// <summary>The lembaga of the office before ends with it. A null office is none.</summary>
    public static void SetPlace(DbConnection connection, DbTransaction? transaction, string id, string role, string? satkerCode) =>
        connection.Execute("update person set role = @role, satker_code = @satkerCode, lembaga_id = null where id = @id", new { id, role, satkerCode }, transaction);

    /// <summary>Null ends the silence.</summary>
    public static void SetSilence(DbConnection connection, DbTransaction? transaction, string id, long? since) =>
        connection.Execute("update person set silent_since = @since where id = @id", new { id, since }, transaction);

    public static void SetLanguage(DbConnection connection, DbTransaction? transaction, string id, string language) =>
        connection.Execute("update person set language = @language where id = @id", new { id, language }, transaction);

    public static void SetConsent(DbConnection connection, DbTransaction? transaction, string id, string version, long now) =>
        connection.Execute("update person set consent_version = @version, consented_at = @now where id = @id", new { id, version, now }, transaction);

    public static void SetLingkungan(DbConnection connection, DbTransaction? transaction, string id, string lingkungan) =>
        connection.Execute("update person set lingkungan = @lingkungan where id = @id", new { id, lingkungan }, transaction);

    public static void SetName(DbConnection connection, DbTransaction? transaction, string id, string cipher) =>
        connection.Execute("update person set name_cipher = @cipher where id = @id", new { id, cipher }, transaction);

    /// <summary>What the person typed; where their office knows a lembaga of this name, they belong to it.</summary>
    public static void SetLembaga(DbConnection connection, DbTransaction? transaction, string id, LembagaWords lembaga)
    {
        connection.Execute(SetLembagaSql, new { id, cipher = lembaga.Cipher, folded = lembaga.Folded, key = lembaga.Key }, transaction);
        TallyRows.TouchPerson(connection, transaction, id);
        IndexMarkRows.TouchPerson(connection, transaction, id);
    }

    private const string SetLembagaSql = """
        update person set lembaga_cipher = @cipher, lembaga_key = @key,
            lembaga_id = (select l.id from lembaga l where l.satker_code = person.satker_code and l.folded = @folded)
        where id = @id
        """;

    /// <summary>The lembaga that an invitation gives; what the person typed before goes.</summary>
    /// <param name="lembagaKey">The <see cref="LembagaKey"/> of its name.</param>
    public static void GiveLembaga(DbConnection connection, DbTransaction? transaction, string id, string lembagaId, string lingkungan, string lembagaKey)
    {
        connection.Execute(GiveLembagaSql, new { id, lembagaId, lingkungan, lembagaKey }, transaction);
        TallyRows.TouchPerson(connection, transaction, id);
        IndexMarkRows.TouchPerson(connection, transaction, id);
    }

    private const string GiveLembagaSql = "update person set lembaga_id = @lembagaId, lembaga_key = @lembagaKey, lembaga_cipher = null, lingkungan = @lingkungan where id = @id";

    /// <summary>Tells lembaga apart without telling their names: small and capital letters, marks and spaces make no other lembaga.</summary>
    public static string LembagaKey(KeyRing keys, string name) => keys.Hash("lembaga", TextFolding.Compact(name));

    public static void SetLastReport(DbConnection connection, DbTransaction? transaction, string id, long now) =>
        connection.Execute("update person set last_report_at = @now where id = @id and (last_report_at is null or last_report_at < @now)", new { id, now }, transaction);

    public static void Delete(DbConnection connection, DbTransaction? transaction, string id) =>
        connection.Execute("delete from person where id = @id", new { id }, transaction);
}

/// <summary>A lembaga as somebody typed it: sealed, folded for look-ups among those that an office wrote, and hashed to tell it apart from others.</summary>
internal sealed record LembagaWords(string Cipher, string Folded, string Key)
{
    public static LembagaWords Of(string personId, string name, PersonKey key, KeyRing keys) =>
        new(key.Seal(name, PersonRows.LembagaPlace(personId)), LembagaRows.Fold(name), PersonRows.LembagaKey(keys, name));
}
