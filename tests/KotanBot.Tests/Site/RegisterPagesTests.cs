using System.Net;

namespace KotanBot.Tests.Site;

/// <summary>Kawasan and villages at the site, as officers wrote them down in chat.</summary>
public sealed class RegisterPagesTests(SiteStage stage) : IClassFixture<SiteStage>, IAsyncLifetime
{
    private const string Office = "BNNK-19.01";

    private static bool _written;

    public async ValueTask InitializeAsync()
    {
        if (_written)
            return;
        await stage.JoinAsync("reg-admin", "admin", Office, "setuju", "Rina", "id");
        foreach (var text in (string[])["/kawasan", "Tambah kawasan", "Kec. Sungailiat", "Kampung <b>Nelayan</b>", "/kawasan", "1", "waspada", "lewati", "/ikrn", "tambah", "Kec. Sungailiat", "Desa Kenanga", "12", "1", "0", "kirim"])
            await stage.SayAsync("reg-admin", text);
        _written = true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_kawasan_stands_there_with_its_status_and_its_name_is_no_markup()
    {
        using var browser = await stage.EnterAsync(Office);

        var page = await browser.GetAsync("/admin/registers");

        Assert.Contains("Kampung <b>Nelayan</b>", page.Text);
        Assert.DoesNotContain("<b>Nelayan", page.Html);
        Assert.Contains("Waspada", page.Text);
        Assert.Contains("Kec. Sungailiat", page.Text);
    }

    [Fact]
    public async Task A_village_has_its_counts_against_what_is_wanted_and_the_page_says_that_nothing_is_computed()
    {
        using var browser = await stage.EnterAsync(Office);

        var page = (await browser.GetAsync("/admin/registers/desa")).Text;

        Assert.Contains("Desa Kenanga", page);
        foreach (var count in (string[])["12/30", "1/1", "0/2"])
            Assert.Contains(count, page);
        Assert.Contains("IKRN tidak dihitung", page);
    }

    [Fact]
    public async Task The_office_above_sees_whose_it_is_another_office_nothing_and_no_register_is_made_up()
    {
        using var above = await stage.EnterAsync("BNNP-19");
        Assert.Contains("BNNK Bangka", (await above.GetAsync("/admin/registers/desa")).Text);

        using var other = await stage.EnterAsync("BNNK-53.14");
        Assert.DoesNotContain("Nelayan", (await other.GetAsync("/admin/registers")).Html);
        Assert.Contains("Belum ada yang dicatat", (await other.GetAsync("/admin/registers/desa")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/admin/registers/kota")).Status);
    }
}
