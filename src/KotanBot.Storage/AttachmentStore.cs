using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>A kept file, decrypted.</summary>
public sealed record Attachment(string Id, string PersonId, string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>Photos and other files, encrypted with the key of the person who sent them, and those that are still to be fetched.</summary>
public sealed class AttachmentStore
{
    /// <summary>So long may a file stand without an answer that names it: uploads are saved before their turn, which is then long over.</summary>
    public static readonly TimeSpan LongestUnnamed = TimeSpan.FromHours(1);

    private readonly Database _database;
    private readonly KeyRing _keys;
    private readonly MediaFiles _files;

    public AttachmentStore(Database database, KeyRing keys, DataFolder folder)
    {
        _database = database;
        _keys = keys;
        _files = new MediaFiles(folder);
    }

    /// <summary>Null when the person is not stored yet (nothing was committed), for then there is no key to keep the file with.</summary>
    /// <param name="personId">Whose it is.</param>
    /// <param name="contentType">What it is, by its bytes.</param>
    /// <param name="bytes">The cleaned file.</param>
    /// <param name="now">When it is kept.</param>
    /// <param name="thumbnail">A small JPEG of it, cleaned of everything.</param>
    /// <param name="keepsPlace">The place in it was left, because the report tells one; it is cleaned again when that is taken back.</param>
    public async Task<string?> SaveAsync(
        string personId, string contentType, ReadOnlyMemory<byte> bytes, DateTimeOffset now, ReadOnlyMemory<byte>? thumbnail = null, bool keepsPlace = false)
    {
        var row = new AttachmentRows.Arrived { Id = NewId.Create(), PersonId = personId, ContentType = contentType, Now = Instant.ToColumn(now), KeepsPlace = keepsPlace ? 1 : 0 };
        return await WriteAsync(row, bytes, thumbnail, SaveSql) ? row.Id : null;
    }

    /// <summary>Nothing is written for a person who was erased meanwhile.</summary>
    private const string SaveSql = """
        insert into attachment (id, person_id, content_type, size, saved_at, state, file_name, thumb_name, keeps_place)
        select @Id, k.person_id, @ContentType, @Size, @Now, 'kept', @FileName, @ThumbName, @KeepsPlace from person_key k where k.person_id = @PersonId
        """;

    /// <summary>
    /// Remembers a file that the channel holds. The same id a second time changes nothing, whatever became of the file.
    /// False when the person is not stored yet.
    /// </summary>
    public async Task<bool> ExpectAsync(string id, string personId, ExpectedFile file, DateTimeOffset now)
    {
        if (_database.Read(c => _keys.Find(c, personId)) is not { } key)
            return false;
        var source = key.Seal(ConversationJson.Write(new AttachmentRows.Source(file.FileRef, file.ThumbRef)), AttachmentRows.SourcePlace(id));
        var parameters = new { id, personId, size = file.Size ?? 0, now = Instant.ToColumn(now), channel = file.Channel, source };
        return await _database.WriteAsync((c, t) =>
        {
            c.Execute(ExpectSql, parameters, t);
            return c.ExecuteScalar<long>("select count(*) from attachment where id = @id and person_id = @personId", parameters, t) == 1;
        });
    }

    private const string ExpectSql = """
        insert into attachment (id, person_id, content_type, size, saved_at, state, channel, source_cipher, next_at)
        select @id, k.person_id, '', @size, @now, 'expected', @channel, @source, @now from person_key k where k.person_id = @personId
        on conflict (id) do nothing
        """;

    /// <summary>Those that are due and that an answer names, longest due first.</summary>
    public IReadOnlyList<ExpectedAttachment> ReadExpected(int limit, DateTimeOffset now) => _database.Read<IReadOnlyList<ExpectedAttachment>>(connection =>
        [.. AttachmentRows.ReadExpected(connection, Instant.ToColumn(now), limit)
            .Select(r => new ExpectedAttachment(r.Id, r.PersonId, r.Channel, r.Size, Instant.At(r.SavedAt), (int)r.Tries))]);

    /// <summary>Where the channel has it; null when nobody waits for it any more.</summary>
    public ExpectedFile? FindExpected(string id) => _database.Read(connection =>
    {
        var row = AttachmentRows.FindExpected(connection, id);
        var key = row is null ? null : _keys.Find(connection, row.PersonId);
        if (row is null || key is null)
            return null;
        var source = ConversationJson.Read<AttachmentRows.Source>(key.Open(row.SourceCipher, AttachmentRows.SourcePlace(id)));
        return new ExpectedFile(row.Channel, source.FileRef, source.ThumbRef, row.Size == 0 ? null : row.Size);
    });

    /// <summary>Whether the report that names this file also tells a point on the map, so that the person shared the place.</summary>
    public bool PlaceIsShared(string id) => _database.Read(c => AttachmentRows.PlaceIsShared(c, id));

    /// <summary>Kept files in which the place was left, and whose report tells none any more.</summary>
    public IReadOnlyList<string> ReadPlacesTakenBack() => _database.Read(AttachmentRows.ReadPlacesTakenBack);

    /// <summary>Puts these bytes, cleaned of the place, where the file was; the file with the place is deleted. False when it is not kept any more.</summary>
    public async Task<bool> ForgetPlaceAsync(string id, ReadOnlyMemory<byte> bytes)
    {
        var (row, key) = _database.Read(c => AttachmentRows.Find(c, id) is { } found ? (found, _keys.Find(c, found.PersonId)) : default);
        if (row is null || key is null)
            return false;
        var replaced = await KeepAsync(
            [key.SealBytes(bytes.Span, AttachmentRows.FilePlace(id))],
            names => _database.WriteAsync((c, t) => AttachmentRows.ForgetPlace(c, t, new { id, size = (long)bytes.Length, before = row.FileName, fileName = names[0] })));
        if (replaced)
            _files.TryDelete([row.FileName]);
        return replaced;
    }

    /// <summary>
    /// False when nobody waits for it any more (it came already, was taken back, or the person was erased); then nothing is kept.
    /// <paramref name="keepsPlace"/> as in <see cref="SaveAsync"/>.
    /// </summary>
    public async Task<bool> ArriveAsync(
        string id, string contentType, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte>? thumbnail, DateTimeOffset now, bool keepsPlace = false)
    {
        if (_database.Read(c => c.QuerySingleOrDefault<string>("select person_id from attachment where id = @id and state = 'expected'", new { id })) is not { } person)
            return false;
        var row = new AttachmentRows.Arrived { Id = id, PersonId = person, ContentType = contentType, Now = Instant.ToColumn(now), KeepsPlace = keepsPlace ? 1 : 0 };
        return await WriteAsync(row, bytes, thumbnail, AttachmentRows.ArriveSql);
    }

    private async Task<bool> WriteAsync(AttachmentRows.Arrived row, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte>? thumbnail, string sql)
    {
        if (_database.Read(c => _keys.Find(c, row.PersonId)) is not { } key)
            return false;
        var file = key.SealBytes(bytes.Span, AttachmentRows.FilePlace(row.Id));
        return await KeepAsync(thumbnail is { } small ? [file, key.SealBytes(small.Span, AttachmentRows.ThumbPlace(row.Id))] : [file], names =>
        {
            var named = row with { Size = bytes.Length, FileName = names[0], ThumbName = names.ElementAtOrDefault(1) };
            return _database.WriteAsync((c, t) => c.Execute(sql, named, t) == 1);
        });
    }

    /// <summary>
    /// Writes sealed files and then the row that names them. Without the row none of them stays, whatever kept it away; while the
    /// store fails, every new try would else leave its files behind.
    /// </summary>
    private async Task<bool> KeepAsync(IReadOnlyList<byte[]> contents, Func<IReadOnlyList<string>, Task<bool>> commit)
    {
        var written = new List<string>();
        var kept = false;
        try
        {
            foreach (var content in contents)
                written.Add(await _files.WriteAsync(content));
            kept = await commit(written);
        }
        finally
        {
            if (!kept)
                _files.TryDelete(written);
        }
        return kept;
    }

    /// <summary>Counts a failed try and waits until then.</summary>
    public Task PutOffAsync(string id, DateTimeOffset until) => _database.WriteAsync((c, t) =>
        c.Execute("update attachment set tries = tries + 1, next_at = @until where id = @id and state = 'expected'", new { id, until = Instant.ToColumn(until) }, t));

    /// <summary>Gives a file up. The row stays, so that the answer that names it names something, and until the person was told.</summary>
    public Task LoseAsync(string id, string reason) => _database.WriteAsync((c, t) => c.Execute(LoseSql, new { id, reason }, t));

    private const string LoseSql =
        "update attachment set state = 'lost', lost_reason = @reason, size = 0, source_cipher = null, next_at = null where id = @id and state = 'expected'";

    /// <summary>Lost files that an answer names, a conversation's together.</summary>
    public IReadOnlyList<LostAttachment> ReadUntold(int limit) =>
        _database.Read<IReadOnlyList<LostAttachment>>(c => [.. AttachmentRows.ReadUntold(c, limit).Select(r => new LostAttachment(r.Id, r.ConversationId))]);

    public Task MarkToldAsync(IReadOnlyCollection<string> ids, DateTimeOffset now) => _database.WriteAsync((c, t) =>
        ids.Sum(id => c.Execute("update attachment set told_at = @now where id = @id", new { id, now = Instant.ToColumn(now) }, t)));

    /// <summary>Deletes files that no answer names, row and bytes: those that none came to name, and those that their person took back.</summary>
    public async Task DeleteForgottenAsync(DateTimeOffset now) =>
        _files.TryDelete(await _database.WriteAsync((c, t) => AttachmentRows.DeleteForgotten(c, t, Instant.ToColumn(now - LongestUnnamed))));

    /// <summary>Whether an answer of its person has it. One that none has any more was taken back, though its bytes go a little later.</summary>
    public bool IsNamed(string id) => _database.Read(c => AttachmentRows.IsNamed(c, id));

    /// <summary>Null when it does not exist, is not here yet, was lost or erased.</summary>
    public Attachment? Open(string id) => _database.Read(connection =>
        AttachmentRows.Find(connection, id) is { } row ? Open(connection, id, row, row.FileName, AttachmentRows.FilePlace(id), row.ContentType) : null);

    /// <summary>A small JPEG of it, or null where there is none.</summary>
    public Attachment? OpenThumbnail(string id) => _database.Read(connection =>
        AttachmentRows.Find(connection, id) is { ThumbName: { } name } row ? Open(connection, id, row, name, AttachmentRows.ThumbPlace(id), "image/jpeg") : null);

    /// <summary>For those who look after reports: null as well when no report within the scope names it. A small one is the thumbnail, or the whole where there is none.</summary>
    public Attachment? OpenFor(Scope scope, string id, bool small) =>
        _database.Read(c => ReportRows.NamesPhoto(c, scope, id)) ? (small ? OpenThumbnail(id) : null) ?? Open(id) : null;

    private Attachment? Open(DbConnection connection, string id, AttachmentRows.Kept row, string name, string place, string contentType) =>
        _keys.Find(connection, row.PersonId) is { } key && _files.Read(name) is { } content
            ? new Attachment(id, row.PersonId, contentType, key.OpenBytes(content, place))
            : null;

    /// <summary>How much is kept of this person's files, and how much is announced.</summary>
    public long KeptBytes(string personId) =>
        _database.Read(c => c.ExecuteScalar<long>("select coalesce(sum(size), 0) from attachment where person_id = @personId", new { personId }));

    /// <summary>Deletes those of these files that no answer of their person names, row and bytes.</summary>
    public async Task DeleteUnusedAsync(IReadOnlyCollection<string> ids)
    {
        if (ids.Count > 0)
            _files.TryDelete(await _database.WriteAsync((c, t) => ids.SelectMany(id => AttachmentRows.DeleteUnused(c, t, id)).ToList()));
    }

    /// <summary>Deletes files without a row, which a crash between commit and deletion leaves behind. For the start of the server.</summary>
    public int DeleteOrphans() => _files.DeleteOthers(_database.Read(c => AttachmentRows.Files(c).ToHashSet(StringComparer.Ordinal)));

    internal void TryDeleteFiles(IEnumerable<string> names) => _files.TryDelete(names);
}
