using System.Text.Json.Nodes;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Media;

/// <summary>Pictures that libvips draws and exiftool writes into and reads, in a folder of their own.</summary>
internal sealed class TestPhoto : IDisposable
{
    private readonly TempFolder _folder = new();

    private TestPhoto(string extension) => Path = System.IO.Path.Combine(_folder.Root, "photo." + extension);

    public string Path { get; }

    public byte[] Bytes => File.ReadAllBytes(Path);

    /// <summary>A small picture with a gradient; <paramref name="options"/> as libvips writes them, such as <c>[interlace]</c>.</summary>
    public static async Task<TestPhoto> DrawAsync(string extension, string options = "", int width = 48, int height = 32)
    {
        var photo = new TestPhoto(extension);
        var drawn = System.IO.Path.Combine(photo._folder.Root, "drawn.v");
        await Tool.RunAsync(Tool.Vips, "grey", drawn, $"{width}", $"{height}", "--uchar");
        await Tool.RunAsync(Tool.Vips, "copy", drawn, photo.Path + options);
        return photo;
    }

    public Task<string> WriteAsync(params string[] tags) => Tool.RunAsync(Tool.ExifTool, ["-q", "-overwrite_original", .. tags, Path]);

    /// <summary>What exiftool finds in these bytes, unknown and repeated tags too, by group and name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(byte[] bytes)
    {
        var path = Save(bytes);
        var found = JsonNode.Parse(await Tool.RunAsync(Tool.ExifTool, "-json", "-n", "-G1", "-a", "-u", path))!.AsArray()[0]!.AsObject();
        return found.Where(tag => !tag.Key.StartsWith("System:", StringComparison.Ordinal) && !tag.Key.StartsWith("ExifTool:", StringComparison.Ordinal) && tag.Key != "SourceFile")
            .ToDictionary(tag => tag.Key, tag => tag.Value!.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The pixels as libvips decodes them, not turned.</summary>
    public async Task<byte[]> PixelsAsync(byte[] bytes)
    {
        var raw = System.IO.Path.Combine(_folder.Root, "pixels.raw");
        await Tool.RunAsync(Tool.Vips, "rawsave", Save(bytes), raw);
        return await File.ReadAllBytesAsync(raw);
    }

    public void Dispose() => _folder.Dispose();

    private string Save(byte[] bytes)
    {
        var path = System.IO.Path.Combine(_folder.Root, "cleaned" + System.IO.Path.GetExtension(Path));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
