using Dapper;

namespace KotanBot.Storage;

/// <summary>A kept file, decrypted.</summary>
public sealed record Attachment(string Id, string PersonId, string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>Photos and other files, encrypted with the key of the person who sent them.</summary>
public sealed class AttachmentStore(Database database, KeyRing keys, DataFolder folder)
{
    private sealed class Row
    {
        public string PersonId { get; init; } = "";

        public string ContentType { get; init; } = "";
    }

    /// <summary>Null when the person is not stored yet (nothing was committed), for then there is no key to keep the file with.</summary>
    public async Task<string?> SaveAsync(string personId, string contentType, ReadOnlyMemory<byte> bytes, DateTimeOffset now)
    {
        if (database.Read(c => keys.Find(c, personId)) is not { } key)
            return null;
        var id = NewId.Create();
        await WriteFileAsync(id, key.SealBytes(bytes.Span, Place(id)));
        var parameters = new { id, personId, contentType, size = (long)bytes.Length, now = Instant.ToColumn(now) };
        if (await database.WriteAsync((c, t) => c.Execute(SaveSql, parameters, t)) == 1)
            return id;
        TryDeleteFile(id);
        return null;
    }

    /// <summary>Nothing is written for a person who was erased meanwhile.</summary>
    private const string SaveSql = """
        insert into attachment (id, person_id, content_type, size, saved_at)
        select @id, k.person_id, @contentType, @size, @now from person_key k where k.person_id = @personId
        """;

    /// <summary>Null when it does not exist or was erased.</summary>
    public Attachment? Open(string id) => database.Read(connection =>
    {
        var row = connection.QuerySingleOrDefault<Row>(FindSql, new { id });
        var key = row is null ? null : keys.Find(connection, row.PersonId);
        var path = FilePath(id);
        return row is null || key is null || !File.Exists(path)
            ? null
            : new Attachment(id, row.PersonId, row.ContentType, key.OpenBytes(File.ReadAllBytes(path), Place(id)));
    });

    /// <summary>How much is kept of this person's files.</summary>
    public long KeptBytes(string personId) =>
        database.Read(c => c.ExecuteScalar<long>("select coalesce(sum(size), 0) from attachment where person_id = @personId", new { personId }));

    /// <summary>Deletes those of these files that no answer of their person names, row and bytes.</summary>
    public async Task DeleteUnusedAsync(IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
            return;
        foreach (var id in await database.WriteAsync((c, t) => ids.Where(id => c.Execute(DeleteUnusedSql, new { id }, t) == 1).ToList()))
            TryDeleteFile(id);
    }

    private const string DeleteUnusedSql = """
        delete from attachment where id = @id and not exists (
            select 1 from submission s join answer a on a.submission_id = s.id
            where s.person_id = attachment.person_id and a.kind = 'photos' and a.choice = @id)
        """;

    private const string FindSql = "select person_id as PersonId, content_type as ContentType from attachment where id = @id";

    /// <summary>Deletes files without a row, which a crash between commit and deletion leaves behind. For the start of the server.</summary>
    public int DeleteOrphans()
    {
        var known = database.Read(c => c.Query<string>("select id from attachment").ToHashSet(StringComparer.Ordinal));
        var orphans = Directory.EnumerateFiles(folder.MediaPath).Where(f => !known.Contains(Path.GetFileName(f))).ToList();
        foreach (var orphan in orphans)
            File.Delete(orphan);
        return orphans.Count;
    }

    /// <summary>What stays is unreadable without its key and goes at the next start; a committed turn must not fail over it.</summary>
    internal void TryDeleteFile(string id)
    {
        try
        {
            File.Delete(FilePath(id));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    private static string Place(string id) => $"attachment|{id}";

    private string FilePath(string id) => Path.Combine(folder.MediaPath, id);

    /// <summary>On the disk before its row is: a row never names a file that a crash could take.</summary>
    private async Task WriteFileAsync(string id, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(FilePath(id), options);
        await file.WriteAsync(content);
        file.Flush(flushToDisk: true);
        FolderSync.Flush(folder.MediaPath);
    }
}
