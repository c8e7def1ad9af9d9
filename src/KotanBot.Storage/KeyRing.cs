using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace KotanBot.Storage;

/// <summary>The key file's secret and the persons' keys that it unwraps. An erased person's key is nowhere any more.</summary>
public sealed class KeyRing
{
    private const int MostCached = 4096;
    private const int HashLength = 16;

    private readonly PersonKey _wrapping;
    private readonly PersonKey _folder;
    private readonly byte[] _hashing;
    private readonly PersonKeyCache _cache;
    private readonly string _reader = "";
    private readonly OpenedWords? _shown;

    private KeyRing(byte[] secret)
    {
        _wrapping = new PersonKey(Derive(secret, "wrap person keys"));
        _folder = new PersonKey(Derive(secret, "seal what is nobody's"));
        _hashing = Derive(secret, "hash look-ups");
        _cache = new(MostCached);
    }

    private KeyRing(KeyRing same, string reader, OpenedWords shown) =>
        (_wrapping, _folder, _hashing, _cache, _reader, _shown) = (same._wrapping, same._folder, same._hashing, same._cache, reader, shown);

    /// <summary>The same keys, whose finding for one reader notes what is opened with those of other people.</summary>
    internal KeyRing Noting(string reader, OpenedWords shown) => new(this, reader, shown);

    /// <summary>Refuses a key file that does not belong to this database.</summary>
    public static async Task<KeyRing> OpenAsync(DataFolder folder, Database database)
    {
        var keys = new KeyRing(folder.ReadKey());
        var check = keys.Hash("key check", "kotanbot");
        var stored = database.Read(c => c.QuerySingleOrDefault<string>(ReadCheckSql));
        if (stored is null && !database.IsReadOnly)
            await database.WriteAsync((c, t) => c.Execute(SaveCheckSql, new { check }, t));
        if (stored is not null && stored != check)
            throw new StorageUnavailableException($"The key file {folder.KeyPath} does not belong to the database beside it; restore the one that was backed up with it.");
        return keys;
    }

    private const string ReadCheckSql = "select value from setting where name = 'key_check'";
    private const string SaveCheckSql = "insert into setting (name, value) values ('key_check', @check)";

    /// <summary>A keyed hash for look-ups. Without the key file nobody can try values against it; purposes never match each other.</summary>
    /// <remarks>128 bits: enough that no two values meet, and half the index of the whole hash.</remarks>
    internal string Hash(string purpose, string value) =>
        Convert.ToBase64String(HMACSHA256.HashData(_hashing, Encoding.UTF8.GetBytes($"{purpose}\n{value}")).AsSpan(0, HashLength));

    /// <summary>A word of letters and digits to agree on with another program, always the same for the same folder and value; it tells neither.</summary>
    public string Secret(string purpose, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(_hashing, Encoding.UTF8.GetBytes($"secret: {purpose}\n{value}")));

    /// <summary>For what belongs to nobody that we know. It outlives every erasure, so nothing of a known person is sealed so.</summary>
    internal string Seal(string text, string place) => _folder.Seal(text, place);

    internal string Open(string cipher, string place) => _folder.Open(cipher, place);

    /// <summary>Null once the person is erased.</summary>
    internal PersonKey? Find(DbConnection connection, string personId, DbTransaction? transaction = null)
    {
        var key = FindOrUnwrap(connection, personId, transaction);
        return key is null || _shown is null || personId == _reader ? key : key.Telling(words => _shown.Add(personId, words));
    }

    private PersonKey? FindOrUnwrap(DbConnection connection, string personId, DbTransaction? transaction)
    {
        if (_cache.TryGet(personId, out var cached))
            return cached;
        var wrapped = connection.QuerySingleOrDefault<string>(FindSql, new { personId }, transaction);
        if (wrapped is null)
            return null;
        var key = Unwrap(personId, wrapped);
        _cache.Add(personId, key);
        return key;
    }

    /// <summary>For a list of many, whose keys were read with it and would push those in use out of the cache.</summary>
    internal PersonKey Unwrap(string personId, string wrapped) => new(Convert.FromBase64String(_wrapping.Open(wrapped, Place(personId))));

    private const string FindSql = "select wrapped from person_key where person_id = @personId";

    /// <summary>Null when it is not cached; the caller then looks with <see cref="Find"/>.</summary>
    internal PersonKey? FindCached(string personId) => _cache.TryGet(personId, out var key) ? key : null;

    internal void Save(DbConnection connection, DbTransaction? transaction, string personId, PersonKey key) =>
        connection.Execute(SaveSql, new { personId, wrapped = _wrapping.Seal(Convert.ToBase64String(key.Bytes), Place(personId)) }, transaction);

    private const string SaveSql = "insert into person_key (person_id, wrapped) values (@personId, @wrapped)";

    internal static void Destroy(DbConnection connection, DbTransaction? transaction, string personId) =>
        connection.Execute(DestroySql, new { personId }, transaction);

    private const string DestroySql = "delete from person_key where person_id = @personId";

    /// <summary>After a commit, never before: what is rolled back must not be known.</summary>
    internal void Remember(string personId, PersonKey key) => _cache.Add(personId, key);

    internal void Forget(string personId) => _cache.Forget(personId);

    private static string Place(string personId) => $"person_key.wrapped|{personId}";

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, PersonKey.Length, info: Encoding.UTF8.GetBytes($"kotanbot {purpose}"));
}
