namespace KotanBot.Storage;

/// <summary>A kept file, decrypted.</summary>
public sealed record Attachment(string Id, string PersonId, string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>Photos and other files, encrypted with the key of the person who sent them.</summary>
public sealed class AttachmentStore(Database database, KeyRing keys, DataFolder folder)
{
    /// <summary>Null when the person is not stored yet (nothing was committed), for then there is no key to keep the file with.</summary>
    public Task<string?> SaveAsync(string personId, string contentType, ReadOnlyMemory<byte> bytes, DateTimeOffset now) => throw new NotSupportedException($"{personId}{contentType}{bytes.Length}{now}{database.GetHashCode()}{keys.GetHashCode()}{folder.GetHashCode()}");

    /// <summary>Null when it does not exist or was erased.</summary>
    public Attachment? Open(string id) => throw new NotSupportedException(id);

    /// <summary>Deletes files without a row, which a crash between commit and deletion leaves behind. For the start of the server.</summary>
    public int DeleteOrphans() => throw new NotSupportedException();
}
