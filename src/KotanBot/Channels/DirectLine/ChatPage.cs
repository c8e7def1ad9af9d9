using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Our own chat page: a handful of files that travel inside the program, compressed once. The page itself is always asked
/// for anew (an ETag makes that cheap); what it names carries its content's hash and is kept by the browser for good.
/// </summary>
public sealed class ChatPage
{
    private const string Root = "wwwroot/";

    private static readonly string[] Named = ["chat.css", "chat.js", "icon.svg"];

    private readonly Dictionary<string, Asset> _assets = new(StringComparer.Ordinal);

    private ChatPage()
    {
        var index = Encoding.UTF8.GetString(Read("index.html"));
        foreach (var name in Named)
        {
            var asset = new Asset(name, Read(name));
            _assets["/" + name] = asset;
            index = index.Replace($"\"/{name}\"", $"\"/{name}?v={asset.Version}\"");
        }

        _assets["/"] = new Asset("index.html", Encoding.UTF8.GetBytes(index));
    }

    public static void Map(WebApplication app)
    {
        var page = new ChatPage();
        foreach (var (path, asset) in page._assets)
            app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => asset.SendAsync(context));
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Root + name)
            ?? throw new InvalidOperationException($"{name} was not built into the program");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>One file in three encodings.</summary>
    private sealed class Asset(string name, byte[] raw)
    {
        private readonly Lazy<byte[]> _brotli = new(() => Compress(raw, s => new BrotliStream(s, CompressionLevel.SmallestSize)));

        private readonly Lazy<byte[]> _gzip = new(() => Compress(raw, s => new GZipStream(s, CompressionLevel.SmallestSize)));

        public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(raw))[..10];

        public Task SendAsync(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.ETag = $"\"{Version}\"";
            headers.Vary = HeaderNames.AcceptEncoding;
            headers.CacheControl = context.Request.Query["v"] == Version ? "public, max-age=31536000, immutable" : "no-cache";
            Protect(context);
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
            return Accepts(accepted, "gzip") ? ("gzip", _gzip.Value) : (null, raw);
        }

        private static bool Accepts(string accepted, string encoding) => accepted.Split(',')
            .Select(part => part.Split(';'))
            .Any(part => part[0].Trim() == encoding && !(part.Length > 1 && part[1].Replace(" ", "") is "q=0" or "q=0.0"));

        private string Type() => Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };

        private static byte[] Compress(byte[] raw, Func<Stream, Stream> through)
        {
            using var compressed = new MemoryStream();
            using (var stream = through(compressed))
                stream.Write(raw);
            return compressed.ToArray();
        }
    }

    /// <summary>Scripts, styles and connections from here only, nothing inline, no framing, and no text that turns into markup.</summary>
    private static void Protect(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Older browsers do not count WebSockets of the same host as 'self'.
        var host = context.Request.Host.ToUriComponent();
        var sockets = host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']') ? $" ws://{host} wss://{host}" : "";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'{sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=()";
    }
}
