using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>One file of the chat page in three encodings, each made once. Its version is the hash of its content.</summary>
internal sealed class ChatAsset(string name, string text)
{
    private readonly byte[] _raw = Encoding.UTF8.GetBytes(text);

    private readonly Lazy<byte[]> _brotli = new(() => Compress(text, s => new BrotliStream(s, CompressionLevel.SmallestSize)));

    private readonly Lazy<byte[]> _gzip = new(() => Compress(text, s => new GZipStream(s, CompressionLevel.SmallestSize)));

    public string Name => name;

    public string Version { get; } = Hash(text);

    /// <summary>Where the browser finds it for good: another content has another address.</summary>
    public string Address => $"/{name}?v={Version}";

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];

    /// <param name="kept">How long the browser may use it without asking, when it was not asked for by its hashed address.</param>
    /// <param name="answer">Adds what only this answer needs.</param>
    public Task SendAsync(HttpContext context, string kept, Action<HttpContext>? answer = null)
    {
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        answer?.Invoke(context);
        if (context.Request.Query["v"] == Version)
            headers.CacheControl = "public, max-age=31536000, immutable";
        else
        {
            headers.CacheControl = kept;
            headers.ETag = $"\"{Version}\"";
        }

        if (context.Request.Headers.IfNoneMatch.ToString().Contains(Version, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (encoding, body) = Choose(context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        context.Response.ContentType = Type();
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private (string? Encoding, byte[] Body) Choose(string accepted)
    {
        if (Accepts(accepted, "br"))
            return ("br", _brotli.Value);
        return Accepts(accepted, "gzip") ? ("gzip", _gzip.Value) : (null, _raw);
    }

    private static bool Accepts(string accepted, string encoding) => accepted.Split(',')
        .Select(part => part.Split(';'))
        .Any(part => part[0].Trim() == encoding && !(part.Length > 1 && part[1].Replace(" ", "") is "q=0" or "q=0.0"));

    private string Type() => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".webmanifest" => "application/manifest+json",
        _ => "image/svg+xml",
    };

    private static byte[] Compress(string text, Func<Stream, Stream> through)
    {
        using var compressed = new MemoryStream();
        using (var stream = through(compressed))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
