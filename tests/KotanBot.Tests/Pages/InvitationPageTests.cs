using System.Net;
using KotanBot.Pages;
using KotanBot.Storage;
using KotanBot.Tests.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Pages;

/// <summary>The page that an office prints, as HTML.</summary>
public sealed class InvitationPageTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    [Fact]
    public async Task Shows_the_code_the_office_the_role_and_until_when()
    {
        // 21 November, 02:00 UTC, and 14 days; in Belitung it is 09:00.
        var code = await CreateAsync("petugas", uses: 1500, days: 14);

        var (answer, html) = await GetAsync(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($">{code}</b>", html);
        Assert.Contains("<strong>BNNK Belitung</strong> untuk <strong>petugas</strong>, paling banyak 1.500 orang, berlaku sampai 5 Desember 2026 pukul 09.00 WIB.", html);
        Assert.Contains("BNNK Belitung for: Officer; 1,500 people at most, valid until 5 December 2026, 09:00 WIB.", html);
        Assert.Contains($"<a href=\"{gateway.Url}/?k={code}\"", html);
        Assert.DoesNotContain("t.me", html);
    }

    [Fact]
    public async Task Runs_no_script_is_kept_nowhere_and_tells_no_other_site()
    {
        var (answer, html) = await GetAsync(await CreateAsync("penggiat", 1, 1));

        Assert.StartsWith("default-src 'none'; style-src 'sha256-", Header(answer, "Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", Header(answer, "Content-Security-Policy"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("noindex", Header(answer, "X-Robots-Tag"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("style=", html);
        Assert.True(html.Length < 20_000, $"{html.Length} characters");
    }

    [Theory]
    [InlineData("K7PM-2QXR")]
    [InlineData("<script>alert(1)</script>")]
    public async Task An_unknown_code_is_not_found_and_not_repeated(string code)
    {
        var (answer, html) = await GetAsync(code);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Kode itu belum dikenal.", WebUtility.HtmlDecode(html));
        Assert.DoesNotContain(code, WebUtility.HtmlDecode(html));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    [Fact]
    public async Task An_address_without_a_code_says_so()
    {
        var (answer, html) = await GetAsync("");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Alamat ini belum memuat kode.", html);
        Assert.Contains("This address holds no code yet.", html);
    }

    [Fact]
    public async Task An_invitation_for_one_volunteer_reads_as_one_says_it()
    {
        var (_, html) = await GetAsync(await CreateAsync("penggiat", 1, 1));

        Assert.Contains("untuk <strong>penggiat P4GN</strong>, untuk satu orang, berlaku", html);
        Assert.Contains("; one person, valid", html);
    }

    [Fact]
    public async Task A_very_long_code_is_not_even_looked_up()
    {
        var (answer, _) = await GetAsync(new string('A', 5000));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Expired_and_used_up_codes_are_gone_in_the_words_of_the_bot()
    {
        await using var own = new WebGateway();
        await own.InitializeAsync();
        var invitations = own.Services.GetRequiredService<InvitationStore>();
        var used = await invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, own.Time.Now);
        var chat = await own.BeginAsync();
        await chat.SayAsync("gabung " + used);
        var expired = await invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, own.Time.Now.AddDays(-7));

        foreach (var (code, words) in new[] { (used, "sudah habis dipakai"), (expired, "sudah lewat") })
        {
            var (answer, html) = await GetAsync(code, own);

            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Contains(words, html);
            Assert.DoesNotContain("BNNK", html);
        }
    }

    [Theory]
    [InlineData("k7pm 2qxr", "K7PM-2QXR")]
    [InlineData("DEMO", "DEMO")]
    public void A_code_is_shown_as_it_is_printed(string typed, string shown) => Assert.Equal(shown, InvitationStore.Shown(typed));

    [Fact]
    public void The_addresses_of_an_invitation_stand_before_the_code()
    {
        Assert.Equal(["AB-CD"], InvitationLinks.Lines("AB-CD", null, null));
        Assert.Equal(
            ["https://example.org/kotan/?k=AB-CD", "https://example.org/kotan/undangan?k=AB-CD", "https://t.me/bot?start=AB-CD", "AB-CD"],
            InvitationLinks.Lines("AB-CD", new Uri("https://example.org/kotan/"), new Uri("https://t.me/bot?start=AB-CD")));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://unix:/data/kotanbot.sock http://[::]:80 http://0.0.0.0:80 http://localhost:5080", "http://localhost:5080/")]
    [InlineData("http://[::]:5080", null)]
    public void A_wildcard_is_no_address_to_open(string listening, string? openable) => Assert.Equal(openable, PublicAddress.Openable(listening.Split(' '))?.AbsoluteUri);

    private Task<string> CreateAsync(string role, int uses, int days) =>
        gateway.Services.GetRequiredService<InvitationStore>().CreateAsync("BNNK-19.02", role, uses, days, gateway.Time.Now);

    private Task<(HttpResponseMessage Answer, string Html)> GetAsync(string code) => GetAsync(code, gateway);

    private static async Task<(HttpResponseMessage Answer, string Html)> GetAsync(string code, WebGateway from)
    {
        var answer = await from.Client.GetAsync(new Uri($"{InvitationPage.Path}?k={Uri.EscapeDataString(code)}", UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
