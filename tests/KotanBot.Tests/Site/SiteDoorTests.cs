using System.Net;
using KotanBot.Site;

namespace KotanBot.Tests.Site;

/// <summary>Who gets into the admin site, and what the door shows to whom.</summary>
public sealed class SiteDoorTests(SiteStage stage) : IClassFixture<SiteStage>
{
    [Fact]
    public async Task Looking_at_a_link_uses_nothing_up_and_the_button_does()
    {
        var code = await SiteLinks.CreateAsync(stage.Stores, "BNNK-19.02", stage.Clock);
        using var preview = stage.Browse();
        using var browser = stage.Browse();

        for (var look = 0; look < 3; look++)
        {
            var page = await preview.GetAsync($"/admin/enter?k={code}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("untuk masuk ke situs admin BNNK Belitung", page.Text);
        }

        Assert.Equal("/admin/enter", (await preview.GetAsync("/admin")).Location);
        await browser.EnterAsync(code);
        Assert.Contains("BNNK Belitung", (await browser.GetAsync("/admin")).Text);

        using var again = await preview.PostRawAsync("/admin/enter", [new("k", code)]);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("Tautan ini sudah dipakai.", (await preview.GetAsync($"/admin/enter?k={code}")).Text);
        Assert.Equal(HttpStatusCode.Redirect, (await preview.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task A_link_ends_and_an_unknown_one_is_not_repeated()
    {
        var code = await SiteLinks.CreateAsync(stage.Stores, "BNNK-19.02", stage.Clock);
        using var browser = stage.Browse();
        var before = stage.Clock.Now;
        try
        {
            stage.Clock.Now = before.AddMinutes(31);
            var late = await browser.GetAsync($"/admin/enter?k={code}");
            Assert.Equal((HttpStatusCode.Gone, true), (late.Status, late.Text.Contains("sudah lewat waktunya", StringComparison.Ordinal)));
            using var press = await browser.PostRawAsync("/admin/enter", [new("k", code)]);
            Assert.Equal(HttpStatusCode.Gone, press.StatusCode);
        }
        finally
        {
            stage.Clock.Now = before;
        }

        var unknown = await browser.GetAsync("/admin/enter?k=%3Cscript%3E");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.DoesNotContain("script", unknown.Html);
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_frames_and_keeping()
    {
        using var browser = await stage.EnterAsync();

        foreach (var path in new[] { "/admin", "/admin/enter", "/admin/nowhere" })
        {
            var page = await browser.GetAsync(path);
            Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", page.Policy);
            Assert.DoesNotContain("<script", page.Html);
            Assert.DoesNotContain("style=", page.Html);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/nowhere")).Status);
    }

    [Fact]
    public async Task A_form_without_the_sessions_token_does_nothing()
    {
        using var browser = await stage.EnterAsync();
        using var other = await stage.EnterAsync();
        var foreign = (await other.GetAsync("/admin")).Html.Split("name=\"_form\" value=\"")[1].Split('"')[0];

        foreach (var token in new[] { "", "x", foreign })
        {
            using var answer = await browser.PostRawAsync("/admin/leave", [new("_form", token)]);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        var own = (await browser.GetAsync("/admin")).Html.Split("name=\"_form\" value=\"")[1].Split('"')[0];
        using var crossSite = await browser.PostRawAsync("/admin/leave", [new("_form", own)], "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, crossSite.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).Status);

        using var leave = await browser.PostRawAsync("/admin/leave", [new("_form", own)], "same-origin");
        Assert.Equal("/admin/enter", leave.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task The_bot_gives_a_link_to_those_who_work_for_an_office()
    {
        await stage.JoinAsync("situs-admin", "admin", "BNNK-19.02", "setuju", "Rina", "selesai");
        await stage.JoinAsync("situs-penggiat", "penggiat", "BNNK-19.02", "setuju", "Budi");

        using var browser = await stage.EnterAsAsync("situs-admin");
        Assert.Contains("Rina · BNNK Belitung", (await browser.GetAsync("/admin")).Text);
        Assert.DoesNotContain("/admin/enter", string.Join('\n', await stage.SayAsync("situs-penggiat", "/situs")));
    }

    [Fact]
    public async Task A_role_that_ends_ends_the_visit()
    {
        await stage.JoinAsync("situs-pergi", "petugas", "BNNK-19.02", "setuju", "Wati");
        using var browser = await stage.EnterAsAsync("situs-pergi");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).Status);

        await stage.SayAsync("situs-pergi", "/hapus");
        await stage.SayAsync("situs-pergi", "hapus");

        Assert.Equal("/admin/enter", (await browser.GetAsync("/admin")).Location);
    }

    [Fact]
    public async Task An_office_outside_the_scope_is_not_there()
    {
        using var bnnk = await stage.EnterAsync("BNNK-19.02");
        using var bnnp = await stage.EnterAsync("BNNP-19");

        Assert.Equal(HttpStatusCode.OK, (await bnnp.GetAsync("/admin?satker=BNNK-19.02")).Status);
        foreach (var code in new[] { "BNNP-19", "BNNK-53.14", "BNN", "NOWHERE" })
        {
            var page = await bnnk.GetAsync($"/admin?satker={code}");
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.DoesNotContain($"{code} ", page.Text.Replace("BNNK Belitung", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Speaks_English_to_whoever_wants_it()
    {
        using var browser = await stage.EnterAsync();

        var token = (await browser.GetAsync("/admin")).Html.Split("name=\"_form\" value=\"")[1].Split('"')[0];
        using var answer = await browser.PostRawAsync("/admin/language", [new("_form", token), new("language", "en")]);

        var page = await browser.GetAsync("/admin");
        Assert.Contains("<html lang=\"en\">", page.Html);
        Assert.Contains("Waiting for review", page.Text);
    }

    [Fact]
    public async Task A_session_ends_after_hours_without_a_look()
    {
        using var browser = await stage.EnterAsync();
        var before = stage.Clock.Now;
        try
        {
            for (var hour = 1; hour <= 10; hour++)
            {
                stage.Clock.Now = before.AddHours(hour);
                Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).Status);
            }

            stage.Clock.Now = before.AddHours(19);
            Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/admin")).Status);
        }
        finally
        {
            stage.Clock.Now = before;
        }
    }
}
