using System.Net;
using System.Text;
using Microsoft.Playwright;

namespace KotanBot.Bench.Web;

/// <summary>What a browser that has never been here takes until the first question can be read and everything that comes with the page is there.</summary>
internal sealed class FirstLoadRun
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1.5);

    private readonly List<FirstLoad> _loads = [];

    public async Task RunAsync(Chrome chrome, Uri server)
    {
        foreach (var face in (ChatFace[])[ChatFace.Ours, ChatFace.WebChat])
        {
            _loads.Add(await LoadAsync(chrome, server, face));
            Console.Error.WriteLine($"first load: {face.Name}: {_loads[^1].Files.Sum(f => f.Bytes)} bytes of files, {_loads[^1].Traffic.Together} in all");
        }
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine("| page | file | encoding | body, bytes |");
        page.AppendLine("|---|---|---|---|");
        foreach (var load in _loads)
        {
            foreach (var (path, encoding, bytes, byBench) in load.Files)
                page.AppendLine($"| {load.Face.Name} | `{path}`{(byBench ? " (headless Chromium does not fetch it; asked for by the bench)" : "")} | {encoding} | {bytes} |");
            page.AppendLine($"| **{load.Face.Name}** | **{load.Files.Count} files** | | **{load.Files.Sum(f => f.Bytes)}** |");
        }
        page.AppendLine();
        page.AppendLine("| until all of it is there and the first question can be read | calls | browser sent, bytes | browser received, bytes | together |");
        page.AppendLine("|---|---|---|---|---|");
        foreach (var load in _loads)
            page.AppendLine($"| {load.Face.Name}: heads, bodies, frames | {load.Calls} | {load.Traffic.Up} | {load.Traffic.Down} | {load.Traffic.Together} |");
        page.AppendLine();
        var (ours, theirs) = (_loads[0], _loads[1]);
        page.AppendLine($"Web Chat over KotanBot's page: **{(double)theirs.Files.Sum(f => f.Bytes) / ours.Files.Sum(f => f.Bytes):0.0} ×** in bodies of files, {(double)theirs.Traffic.Together / ours.Traffic.Together:0.0} × in all bytes.");
        page.AppendLine();
    }

    private static async Task<FirstLoad> LoadAsync(Chrome chrome, Uri server, ChatFace face)
    {
        await using var tap = Tap.Start(server);
        await using var person = await chrome.NewPersonAsync(tap.Address);
        var page = await face.OpenAsync(person, ChatFace.FirstQuestion);
        await tap.SettleAsync(Quiet);
        // Chromium fetches the manifest where it offers to install; a headless one never does by itself.
        var devtools = await person.NewCDPSessionAsync(page);
        await devtools.SendAsync("Page.getAppManifest");
        await tap.SettleAsync(Quiet);
        var traffic = tap.Traffic();
        var calls = TapReader.Read(tap);
        var files = calls
            .Where(c => c.Method == "GET" && c.Status == StatusCodes.Status200OK && !c.Path.StartsWith("/v3/", StringComparison.Ordinal))
            .Select(c => new LoadedFile(Plain(c.Path), c.Encoding, c.Answer.Length, ByBench: false))
            .ToList();
        foreach (var path in (await NamedAsync(page, server)).Where(n => files.TrueForAll(f => f.Path != Plain(n))))
            files.Add(await FetchAsync(server, path));
        return new FirstLoad(face, files, traffic, calls.Count);
    }

    /// <summary>Everything on this server that the page or its manifest names.</summary>
    private static async Task<IEnumerable<string>> NamedAsync(IPage page, Uri server)
    {
        var named = await page.EvaluateAsync<string[]>("""
            async () => {
              const all = [...document.querySelectorAll('link[href],script[src],img[src]')].map(e => e.href || e.src);
              const manifest = document.querySelector('link[rel=manifest]');
              if (manifest) for (const icon of (await (await fetch(manifest.href)).json()).icons || []) all.push(new URL(icon.src, manifest.href).href);
              return all.filter(a => new URL(a).origin === location.origin).map(a => new URL(a).pathname + new URL(a).search);
            }
            """);
        return named.DistinctBy(Plain);
    }

    private static async Task<LoadedFile> FetchAsync(Uri server, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path));
        ask.Headers.Add("Accept-Encoding", "gzip, deflate, br");
        using var answer = await http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        return new LoadedFile(Plain(path), string.Join(' ', answer.Content.Headers.ContentEncoding), (await answer.Content.ReadAsByteArrayAsync()).Length, ByBench: true);
    }

    private static string Plain(string path) => path.Split('?')[0];

    private sealed record FirstLoad(ChatFace Face, List<LoadedFile> Files, Traffic Traffic, int Calls);

    private sealed record LoadedFile(string Path, string Encoding, int Bytes, bool ByBench);
}
