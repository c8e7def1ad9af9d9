using System.Diagnostics;
using System.Net;
using KotanBot.Channels.DirectLine;
using KotanBot.Site;
using KotanBot.Storage;

namespace KotanBot.Bench.Office;

/// <summary>Every page of the admin site's navigation over real HTTP, as an office, a province and the centre see it.</summary>
internal static class YearPages
{
    private const int Calls = 40;

    public static async Task RunAsync(string data)
    {
        await using var app = await GatewayHost.BuildAsync(new GatewayOptions
        {
            DataPath = data,
            Urls = ["http://127.0.0.1:0"],
            Limits = DirectLineLimitSettings.Lifted,
            TimeProvider = new OfficeClock(OfficeNetwork.Monday.AddHours(3)),
        });
        await app.StartAsync();
        var url = new Uri(app.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal)));
        var stores = app.Services.GetRequiredService<OpenedGateway>().Stores;
        foreach (var satker in new[] { "BNNK-35.03", "BNNP-35", "BNN" })
            await MeasureAsync(url, stores, satker);
        YearFigures.SayMemory("pages: most memory");
        await app.StopAsync();
    }

    private static async Task MeasureAsync(Uri url, Stores stores, string satker)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = url };
        var code = await SiteLinks.CreateAsync(stores, satker, new OfficeClock(OfficeNetwork.Monday.AddHours(3)));
        using (var enter = await client.PostAsync(EnterPage.Path, new FormUrlEncodedContent([new("k", code)])))
        {
            if (enter.StatusCode != HttpStatusCode.Redirect)
                throw new InvalidOperationException($"the site answers {enter.StatusCode}");
        }

        foreach (var entry in SitePaths.Entries)
        {
            var took = new List<double>();
            for (var call = 0; call < Calls + 2; call++)
            {
                var clock = Stopwatch.StartNew();
                using var answer = await client.GetAsync(entry.Path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                if (call >= 2)
                    took.Add(clock.Elapsed.TotalMilliseconds);
                if (clock.Elapsed > TimeSpan.FromSeconds(3) && took.Count > 2)
                    break;
            }

            YearFigures.Say($"page {entry.Path} as {satker}, 95th percentile", new Spread(took).Percentile(0.95), "ms");
        }
    }
}
