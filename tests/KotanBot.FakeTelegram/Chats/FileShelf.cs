using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KotanBot.Fakes.Api;

namespace KotanBot.Fakes.Chats;

/// <summary>A file that Telegram keeps. The bytes stay as they came: the real server would compress a photo anew and strip its EXIF.</summary>
internal sealed record HeldFile(string Id, string UniqueId, byte[] Bytes, long Size, string Path)
{
    public JsonObject ToJson() => new() { ["file_id"] = Id, ["file_unique_id"] = UniqueId, ["file_size"] = Size };
}

/// <summary>The files by their ids, and the paths under which they can be fetched for an hour.</summary>
internal sealed class FileShelf(World world)
{
    private const long LargestDownload = 20 * 1024 * 1024;
    private readonly Dictionary<string, HeldFile> _files = [];
    private readonly Dictionary<string, DateTimeOffset> _paths = [];
    private int _kept;

    /// <param name="folder">As in Telegram's paths: photos, documents, voice.</param>
    /// <param name="size">Larger than the bytes, to play a file too big to fetch.</param>
    public HeldFile Keep(byte[] bytes, string folder, string extension, long? size = null)
    {
        var number = ++_kept;
        var unique = "AQAD" + Convert.ToBase64String(SHA256.HashData(bytes), 0, 9).Replace('+', '-').Replace('/', '_');
        var file = new HeldFile($"AgACAgUAAxkBAAI{number:x8}_{unique}", unique, bytes, size ?? bytes.Length, $"{folder}/file_{number}{extension}");
        return _files[file.Id] = file;
    }

    public HeldFile? Find(string id) => _files.GetValueOrDefault(id);

    public void Lose(string id) => _files.Remove(id);

    public JsonObject Describe(string id)
    {
        if (id.Length == 0)
            throw ApiFault.BadRequest("file_id not specified");
        var file = Find(id) ?? throw ApiFault.BadRequest("wrong file_id or the file is temporarily unavailable");
        if (file.Size > LargestDownload)
            throw ApiFault.BadRequest("file is too big");
        _paths[file.Path] = world.Now + world.Options.FilePathLifetime;
        var json = file.ToJson();
        json["file_path"] = file.Path;
        return json;
    }

    public HeldFile? Open(string path) =>
        _paths.TryGetValue(path, out var until) && world.Now <= until ? _files.Values.FirstOrDefault(f => f.Path == path) : null;
}
