using System.Text;
using Microsoft.Playwright;

namespace KotanBot.Bench.Web;

/// <summary>When somebody who has never been here can read the first question, over the emulated line and, for comparison, without it.</summary>
internal sealed class FirstQuestionRun(bool quick)
{
    /// <summary>Looks before each painting at what the page shows; pages whose styles are still missing paint nothing. The same for both pages.</summary>
    private const string Watch = """
        (() => {
          const look = () => {
            if (document.body && document.body.innerText.includes('Anda setuju?')) window.firstQuestionAt = performance.now();
            else requestAnimationFrame(wait);
          };
          let changed = true;
          const wait = () => changed ? (changed = false, look()) : requestAnimationFrame(wait);
          new MutationObserver(() => changed = true).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
          addEventListener('load', () => changed = true, true);
          requestAnimationFrame(wait);
        })();
        """;

    private const int FirstSeed = 20_261_122;

    private const int SideBySide = 2;

    private readonly LineCheck _check = new(quick);
    private readonly List<ColdLoad> _loads = [];

    private int Times => quick ? 2 : 20;

    private int WithoutLine => quick ? 1 : 5;

    public async Task RunAsync(Chrome chrome, Uri server)
    {
        await _check.RunAsync();
        for (var i = 0; i < Times; i += SideBySide)
        {
            for (var seed = i; seed < i + SideBySide; seed++)
                await LoadAsync(chrome, server, ChatFace.Ours, seed);
            // Each on a line of its own, and nearly all of their time is waiting for it.
            await Task.WhenAll(Enumerable.Range(i, SideBySide).Select(seed => LoadAsync(chrome, server, ChatFace.WebChat, seed)));
        }
        foreach (var face in (ChatFace[])[ChatFace.Ours, ChatFace.WebChat])
        {
            for (var i = 0; i < WithoutLine; i++)
                await LoadAsync(chrome, server, face, null);
        }
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine($"{EdgeLine.OneWay.TotalMilliseconds:0} ms each way, {EdgeLine.BitsPerSecond / 1000} kbit/s each way, {EdgeLine.Loss:P0} of the packets lost; plain HTTP; each time a browser that has never been here. Seconds, median (lowest – highest).");
        page.AppendLine();
        page.AppendLine("| page | cold loads | first question can be read after, s | packets lost | without the line, s |");
        page.AppendLine("|---|---|---|---|---|");
        foreach (var face in (ChatFace[])[ChatFace.Ours, ChatFace.WebChat])
        {
            var (slow, fast) = (Of(face, true), Of(face, false));
            page.AppendLine($"| {face.Name} | {slow.Count} | **{ReportText.Cell(new Spread(slow.Select(l => l.Seconds)), "0.00")}** | {slow.Sum(l => l.Lost)} of {slow.Sum(l => l.Packets)} | {ReportText.Cell(new Spread(fast.Select(l => l.Seconds)), "0.00")} |");
        }
        page.AppendLine();
        page.AppendLine($"Web Chat over KotanBot's page, load by load: {ReportText.Cell(new Spread(Of(ChatFace.WebChat, true).Zip(Of(ChatFace.Ours, true), (a, b) => a.Seconds / b.Seconds)), "0.0")} ×.");
        page.AppendLine();
        _check.Write(page);
    }

    private List<ColdLoad> Of(ChatFace face, bool slow) => [.. _loads.Where(l => l.Face == face && l.Seed is not null == slow).OrderBy(l => l.Seed)];

    private async Task LoadAsync(Chrome chrome, Uri server, ChatFace face, int? seed)
    {
        var line = seed is { } given ? new EdgeLine(FirstSeed + given, EdgeLine.Loss) : null;
        await using var tap = Tap.Start(server, line);
        await using var person = await chrome.NewPersonAsync(tap.Address);
        await person.AddInitScriptAsync(Watch);
        var page = await person.NewPageAsync();
        await page.GotoAsync(face.Path, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        var at = await page.WaitForFunctionAsync("() => window.firstQuestionAt");
        var load = new ColdLoad(face, seed, await at.JsonValueAsync<double>() / 1000, line?.Packets ?? 0, line?.Lost ?? 0);
        lock (_loads)
            _loads.Add(load);
        Console.Error.WriteLine($"first question: {face.Name}: {load.Seconds:0.00} s, {load.Lost} of {load.Packets} packets lost");
    }

    private sealed record ColdLoad(ChatFace Face, int? Seed, double Seconds, int Packets, int Lost);
}
