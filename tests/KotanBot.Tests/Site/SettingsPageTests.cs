namespace KotanBot.Tests.Site;

/// <summary>What an office and the server are set to, and for whom.</summary>
public sealed class SettingsPageTests(SiteStage stage) : IClassFixture<SiteStage>
{
    [Fact]
    public async Task An_office_sees_itself_and_who_serves_it()
    {
        await stage.JoinAsync("setelan-bnnp", "admin", "BNNP-19", "setuju", "Dewi", "selesai");
        using var browser = await stage.EnterAsAsync("setelan-bnnp");

        var below = (await browser.GetAsync("/admin/settings?satker=BNNK-19.02")).Text;
        Assert.Contains("BNNK-19.02", below);
        Assert.Contains("WIB", below);
        Assert.Contains("admin BNNP Kepulauan Bangka Belitung, karena kantor ini belum punya admin", below);
        Assert.Contains("Belitung", below);
        Assert.Contains("1 admin sendiri", (await browser.GetAsync("/admin/settings")).Text);
    }

    [Fact]
    public async Task The_server_s_part_is_for_the_centre_and_for_whoever_has_the_machine()
    {
        await stage.JoinAsync("setelan-bnnk", "admin", "BNNK-53.14", "setuju", "Rina", "selesai");
        await stage.JoinAsync("setelan-pusat", "admin", "BNN", "setuju", "Agus", "selesai");
        await stage.JoinAsync("setelan-petugas", "petugas", "BNN", "setuju", "Wati", "selesai");

        foreach (var (person, sees) in new[] { ("setelan-bnnk", false), ("setelan-pusat", true), ("setelan-petugas", false) })
        {
            using var browser = await stage.EnterAsAsync(person);
            Assert.Equal(sees, (await browser.GetAsync("/admin/settings")).Text.Contains("KOTANBOT_SUMMARY_HOUR", StringComparison.Ordinal));
        }

        using var machine = await stage.EnterAsync();
        var page = await machine.GetAsync("/admin/settings");
        Assert.Contains("Senin mulai 07.00", page.Text);
        Assert.Contains("Jumat 09.00", page.Text);
        Assert.Contains("siap: basis data menjawab dan bisa ditulis", page.Text);
        Assert.Contains("mati: belum ada token", page.Text);
        Assert.DoesNotContain(Path.GetTempPath(), page.Html);
    }

    [Fact]
    public async Task Speaks_English_too()
    {
        using var browser = await stage.EnterAsync("BNN");
        await browser.SendAsync("/admin/settings", "/admin/language", ("language", "en"));

        Assert.Contains("Mondays from 07.00", (await browser.GetAsync("/admin/settings")).Text);
        Assert.Contains("no issues", (await browser.GetAsync("/admin/definitions")).Text);
        Assert.Contains("There is no summary yet", (await browser.GetAsync("/admin/summaries")).Text);
    }
}
