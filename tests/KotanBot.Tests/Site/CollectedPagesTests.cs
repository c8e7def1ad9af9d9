using System.Net;
using System.Text.RegularExpressions;
using KotanBot.Core.Offices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KotanBot.Tests.Site;

/// <summary>Questionnaires, indices and coverage, from what people answered in chat.</summary>
public sealed class CollectedPagesTests(SiteStage stage) : IClassFixture<SiteStage>, IAsyncLifetime
{
    private static bool _collected;

    /// <summary>Budi sends an IKP sheet, Siti an IKOTAN questionnaire for families; then the night's round is made.</summary>
    public async ValueTask InitializeAsync()
    {
        if (_collected)
            return;
        await stage.JoinAsync("data-admin", "admin", "BNNK-19.02", "setuju", "Rina", "selesai");
        await stage.JoinAsync("data-budi", "penggiat", "BNNK-19.02", "setuju", "Budi", "SMPN 2 <b>Tanjungpandan</b>", "pendidikan");
        await stage.JoinAsync("data-siti", "respondent", "BNNK-19.02", "setuju", "ibu rumah tangga", "19.02");
        await stage.SayAsync("data-siti", "?");
        await AnswerAsync("data-siti");
        await stage.SayAsync("data-budi", "/ikp");
        await AnswerAsync("data-budi");
        stage.Clock.Now = stage.Clock.Now.AddDays(1);
        await stage.Services.GetRequiredService<IndexRound>().RunAsync(0, stage.Clock.Now, TestContext.Current.CancellationToken);
        await stage.Services.GetServices<IHostedService>().OfType<ItemTallyJob>().Single().RunOnceAsync(TestContext.Current.CancellationToken);
        _collected = true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The third option of every question, and off.</summary>
    private async Task AnswerAsync(string person)
    {
        for (var question = 0; question < 40; question++)
            if (string.Join('\n', await stage.SayAsync(person, "c")).Contains("Mohon dicek dulu", StringComparison.Ordinal))
                break;
        var said = string.Join('\n', await stage.SayAsync(person, "kirim"));
        Assert.Contains("tersimpan", said);
    }

    [Fact]
    public async Task A_questionnaire_tells_its_progress_by_group_and_its_items()
    {
        using var browser = await stage.EnterAsync();

        Assert.Contains("href=\"/admin/questionnaires/ikotan\"", (await browser.GetAsync("/admin/questionnaires")).Html);
        var page = await browser.GetAsync("/admin/questionnaires/ikotan");

        Assert.Contains("belum: butir diundi seimbang", page.Text);
        Assert.Contains("Keluarga: 1 dari 20", page.Text);
        Assert.Contains("Kejaksaan Negeri: 0 dari 20", page.Text);
        Assert.Contains("role=\"img\"", page.Html);
        Assert.Contains("Kab. Belitung", page.Text);
    }

    [Fact]
    public async Task The_kept_figures_of_items_are_those_that_are_counted()
    {
        var counted = stage.Stores.Questionnaires.ReadHealth(Scope.Server, "ikotan", "BNNK-19.02");
        var kept = stage.Stores.ItemTallies.Read(Scope.Server, "ikotan", "BNN").Items;

        Assert.NotEmpty(counted);
        Assert.Equal(
            counted.Select(i => (i.Item, i.Asked, i.Answered, i.Helps, string.Join(' ', i.Skipped))), kept.Select(i => (i.Item, i.Asked, i.Answered, i.Helps, string.Join(' ', i.Skipped))));
        Assert.Equal(1, kept.Sum(i => i.Helps));

        using var browser = await stage.EnterAsync();
        var item = counted.Single(i => i.Helps == 1).Item;
        var page = await browser.GetAsync($"/admin/questionnaires/ikotan/items/{item}");
        Assert.Contains("Minta penjelasan 1", page.Text);
        using var other = await stage.EnterAsync("BNNK-53.14");
        Assert.Contains("Belum ditanyakan di kantor ini", (await other.GetAsync($"/admin/questionnaires/ikotan/items/{item}")).Text);
    }

    [Fact]
    public async Task Nothing_is_counted_twice_when_nothing_was_sent_since()
    {
        Assert.Equal(0, await stage.Stores.ItemTallies.RefreshAsync(["ikotan", "ikp"], stage.Clock.Now, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_index_tells_its_value_or_that_data_is_short_with_its_edition()
    {
        using var browser = await stage.EnterAsync();

        var ikotan = (await browser.GetAsync("/admin/indices?index=IKOTAN")).Text;
        Assert.Contains("Kab. Belitung", ikotan);
        Assert.Contains("belum cukup data", ikotan);
        var ikp = await browser.GetAsync("/admin/indices?index=ikp");
        Assert.Contains("lembar yang dikirim", ikp.Text);
        Assert.Contains("sementara – parameter belum resmi", ikp.Text);
        Assert.Contains("SMPN 2 <b>Tanjungpandan</b>", ikp.Text);
        Assert.DoesNotContain("<b>Tanjungpandan", ikp.Html);
        Assert.Contains("IKKTT", ikp.Text);
    }

    [Fact]
    public async Task A_value_opens_its_working_and_is_made_again_to_the_same_digit()
    {
        using var browser = await stage.EnterAsync();
        var list = await browser.GetAsync("/admin/indices?index=IKP");
        var link = WebUtility.HtmlDecode(Regex.Match(list.Html, "href=\"(/admin/indices/ikp/BNNK-19\\.02\\?[^\"]*Sheets)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

        var page = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Bagaimana nilai ini dihitung", page.Text);
        Assert.Contains("Sebelum dibulatkan", page.Text);
        Assert.DoesNotContain("Dihitung ulang", page.Text);

        Assert.Contains("sama sampai angka terakhir", (await browser.SendAsync(link, link)).Text);
    }

    [Fact]
    public async Task Other_offices_readings_are_not_there()
    {
        using var browser = await stage.EnterAsync("BNNK-53.14");

        foreach (var path in new[] { "ikp/BNNK-19.02", "ikotan/19.02", "x/y", "ikp" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/admin/indices/{path}")).Status);
        Assert.DoesNotContain("Belitung", (await browser.GetAsync("/admin/indices?index=IKOTAN")).Text);
    }

    [Fact]
    public async Task The_map_shows_every_region_once_and_says_it_in_a_table()
    {
        using var centre = await stage.EnterAsync("BNN");
        var country = await centre.GetAsync("/admin/coverage");
        Assert.Contains("<svg", country.Html);
        Assert.Contains("Per provinsi", country.Text);
        Assert.True(country.Html.Length < 100_000, $"{country.Html.Length}");
        var province = await centre.GetAsync("/admin/coverage?prov=19");
        Assert.Contains("Kab. Belitung Timur", province.Text);
        Assert.Contains("tanpa BNNK sendiri", province.Text);
        Assert.Contains("1 dari 180", province.Text);

        using var office = await stage.EnterAsync();
        var own = (await office.GetAsync("/admin/coverage")).Text;
        Assert.Contains("Kab. Belitung", own);
        Assert.DoesNotContain("Kab. Bangka Barat", own);
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/admin/coverage?prov=%3Cb%3E")).Status);
    }

    [Fact]
    public async Task The_overview_draws_the_week()
    {
        using var browser = await stage.EnterAsync();

        var page = await browser.GetAsync("/admin");

        Assert.Contains("<svg", page.Html);
        Assert.Contains("Minggu ini dalam gambar", page.Text);
    }
}
