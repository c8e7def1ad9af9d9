using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Our own chat page: a handful of files that travel inside the program, put together and compressed once for the definitions of
/// this start. The page is asked for anew (an ETag makes that cheap); what it names carries its content's hash and is kept for good.
/// </summary>
public sealed partial class ChatPage
{
    private const string Root = "wwwroot/";

    /// <summary>Long enough for the service worker to take the page from the browser's cache right after it was loaded.</summary>
    private const string Briefly = "max-age=60";

    /// <summary>Looking for a new version once a day costs less than on every visit.</summary>
    private const string ForADay = "max-age=86400";

    /// <summary>Each may name the ones before it.</summary>
    private static readonly string[] Named = ["icon.svg", "chat.webmanifest", "chat.js"];

    /// <summary>The modules of the page's script, each after those whose constants it needs while it loads.</summary>
    private static readonly string[] Modules = ["words.js", "view.js", "choices.js", "kept.js", "line.js", "queue.js", "photo.js", "used.js", "chat.js"];

    /// <summary>Loaded when somebody opens a file, which costs more than asking for it anew.</summary>
    private const string Later = "file.js";

    private readonly List<ChatAsset> _assets = [];

    private readonly ChatAsset _page;

    private readonly ChatAsset _worker;

    private readonly ChatAsset _later = new(Later, Read(Later));

    private readonly string _styleHash;

    /// <param name="first">What somebody new would be asked.</param>
    internal ChatPage(IReadOnlyList<Effect.Say> first)
    {
        foreach (var name in Named)
            _assets.Add(new ChatAsset(name, name == "chat.js" ? Joined() : Linked(Read(name))));
        var style = Read("chat.css");
        _styleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var html = FirstQuestion.PutInto(Linked(Read("index.html")), first).Replace("{style}", style);
        _page = new ChatAsset("index.html", html);
        _worker = new ChatAsset("sw.js", Linked(Read("sw.js")).Replace("{version}", _page.Version));
    }

    public static void Map(WebApplication app)
    {
        // At the first visit, when the host is up. One that failed is not kept.
        var page = new Lazy<ChatPage>(() => new ChatPage(app.Services.GetRequiredService<TurnRunner>().Foresee(new Input.Joined())), LazyThreadSafetyMode.PublicationOnly);
        string[] reads = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/", reads, context => page.Value._page.SendAsync(context, Briefly, page.Value.Protect));
        app.MapMethods("/sw.js", reads, context => page.Value._worker.SendAsync(context, ForADay));
        app.MapMethods("/" + Later, reads, context => page.Value._later.SendAsync(context, "no-cache"));
        foreach (var name in Named)
            app.MapMethods("/" + name, reads, context => page.Value._assets.Find(a => a.Name == name)!.SendAsync(context, "no-cache"));
    }

    /// <summary>One module of nine: on an EDGE line every further request costs more than half a second and a kilobyte of heads.</summary>
    private static string Joined() => Ties().Replace(string.Concat(Modules.Select(Read)), "");

    /// <summary>What names one module to another: whole lines of import, and the word export.</summary>
    [GeneratedRegex(@"^(import [^\n]*\n|export )", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ties();

    /// <summary>Whole lines of comment, which are for readers of the source: on a phone's line they would be one byte in six.</summary>
    [GeneratedRegex(@"^[ \t]*(//[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comments();

    /// <summary>Indents and empty lines; no text of the page runs over a line's end.</summary>
    [GeneratedRegex(@"^[ \t]+|\n(?=\n)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Indents();

    /// <summary>With the addresses of the assets so far made those of their content.</summary>
    private string Linked(string text) => _assets.Aggregate(text, (linked, asset) => linked
        .Replace($"\"/{asset.Name}\"", $"\"{asset.Address}\"")
        .Replace($"'/{asset.Name}'", $"'{asset.Address}'"));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Root + name)
            ?? throw new InvalidOperationException($"{name} was not built into the program");
        using var text = new StreamReader(stream);
        return Path.GetExtension(name) is ".js" or ".css" ? Indents().Replace(Comments().Replace(text.ReadToEnd(), ""), "") : text.ReadToEnd();
    }

    /// <summary>Scripts and connections from here only, our own style, no framing, no text that turns into markup.</summary>
    private void Protect(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Older browsers do not count WebSockets of the same host as 'self'.
        var host = context.Request.Host.ToUriComponent();
        var sockets = host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']') ? $" ws://{host} wss://{host}" : "";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'sha256-{_styleHash}'; img-src 'self' blob:; manifest-src 'self'; connect-src 'self'{sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=()";
    }
}
