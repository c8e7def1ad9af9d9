using System.Net;
using System.Text.RegularExpressions;
using KotanBot.Site;
using KotanBot.Storage;
using KotanBot.Tests.DirectLine;
using KotanBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Site;

/// <summary>The real gateway with its real engine, for whoever opens the admin site and for those who talk meanwhile.</summary>
public sealed class SiteStage : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kotanbot-site-");
    private RunningGateway? _running;
    private int _said;

    internal ManualClock Clock { get; } = new() { Now = new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero) };

    public string Url => _running!.Url;

    public IServiceProvider Services => _running!.Services;

    public Stores Stores => Services.GetRequiredService<OpenedGateway>().Stores;

    public async ValueTask InitializeAsync() => _running = await RunningGateway.StartAsync(new GatewayOptions
    {
        DataPath = _folder.FullName,
        DefinitionsPath = Path.Combine(RepositoryFiles.Root, "dialogs"),
        Urls = ["http://127.0.0.1:0"],
        TimeProvider = Clock,
    });

    public async ValueTask DisposeAsync()
    {
        await _running!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A browser that nobody let in yet.</summary>
    public SiteBrowser Browse() => new(Url);

    /// <summary>A browser let in from the machine, as an admin of the office.</summary>
    public async Task<SiteBrowser> EnterAsync(string satker = "BNNK-19.02")
    {
        var browser = Browse();
        await browser.EnterAsync(await SiteLinks.CreateAsync(Stores, satker, Clock));
        return browser;
    }

    /// <summary>What the bot answers to somebody.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(string person, string text) => await TerminalTalk.SayAsync(
        Services.GetRequiredService<TurnRunner>(), new ControlMessage(person, text, $"{person}-{Interlocked.Increment(ref _said)}"));

    /// <summary>Somebody joins an office in chat.</summary>
    public async Task JoinAsync(string person, string role, string satker, params string[] answers)
    {
        var code = await Stores.Invitations.CreateAsync(satker, role, 1, 7, Clock.GetUtcNow());
        await SayAsync(person, $"/mulai {code}");
        foreach (var answer in answers)
            await SayAsync(person, answer);
    }

    /// <summary>A browser let in by the link that the bot gave to this person.</summary>
    public async Task<SiteBrowser> EnterAsAsync(string person)
    {
        var said = string.Join('\n', await SayAsync(person, "/situs"));
        var browser = Browse();
        await browser.EnterAsync(Regex.Match(said, @"/admin/enter\?k=(\S+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);
        return browser;
    }
}

/// <summary>A browser without scripts: cookies, pages and their forms.</summary>
public sealed partial class SiteBrowser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient _client;

    public SiteBrowser(string url) => _client = new HttpClient(_handler) { BaseAddress = new Uri(url) };

    public CookieContainer Cookies => _handler.CookieContainer;

    public async Task EnterAsync(string code)
    {
        using var answer = await PostRawAsync("/admin/enter", [new("k", code)]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async Task<SiteAnswer> GetAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await SiteAnswer.OfAsync(answer);
    }

    /// <summary>A file, with its heads.</summary>
    public Task<HttpResponseMessage> DownloadAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Opens a page, fills in its forms' token and sends these fields; then where it leads.</summary>
    public async Task<SiteAnswer> SendAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match((await GetAsync(page)).Html).Groups[1].Value;
        using var answer = await PostRawAsync(action, [new("_form", token), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]);
        return answer.StatusCode == HttpStatusCode.SeeOther ? await GetAsync(answer.Headers.Location!.OriginalString) : await SiteAnswer.OfAsync(answer);
    }

    /// <summary>Sends a file with a page's form; then where it leads.</summary>
    public async Task<SiteAnswer> UploadAsync(string page, string action, byte[] file)
    {
        using var content = new MultipartFormDataContent { { new StringContent(FormToken().Match((await GetAsync(page)).Html).Groups[1].Value), "_form" }, { new ByteArrayContent(file), "file", "form.yaml" } };
        using var answer = await _client.PostAsync(new Uri(action, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.SeeOther ? await GetAsync(answer.Headers.Location!.OriginalString) : await SiteAnswer.OfAsync(answer);
    }

    public Task<HttpResponseMessage> PostRawAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, string? site = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

/// <summary>A page as it came. <paramref name="Text"/> is what people read of it.</summary>
public sealed partial record SiteAnswer(HttpStatusCode Status, string Html, string Text, string? Location, string Policy)
{
    public static async Task<SiteAnswer> OfAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var text = Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ");
        return new SiteAnswer(
            answer.StatusCode, html, text.Trim(), answer.Headers.Location?.OriginalString,
            answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? string.Join(' ', policy) : "");
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
