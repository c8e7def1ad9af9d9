using System.Net;
using System.Text.RegularExpressions;
using Dapper;

namespace KotanBot.Tests.Site;

/// <summary>People, invitations, targets and the audit of an office at the site.</summary>
public sealed class OfficePagesTests(SiteStage stage) : IClassFixture<SiteStage>
{
    [Fact]
    public async Task People_are_listed_found_and_changed_after_their_consequences_were_shown()
    {
        await stage.JoinVolunteerAsync("orang-satu", "BNNK-19.02", "Sukarni <u>", "Lembaga Satu");
        await stage.JoinVolunteerAsync("orang-dua", "BNNK-19.02", "Bambang", "Lembaga Dua");
        var id = PersonOf("orang-satu");
        using var browser = await stage.EnterAsync();

        var list = await browser.GetAsync("/admin/people");
        Assert.Contains("Sukarni <u>", list.Text);
        Assert.DoesNotContain("<u>", list.Html);
        Assert.Contains("laporan terakhir belum pernah", list.Text);
        var found = await browser.GetAsync("/admin/people?name=bamb");
        Assert.Contains("Bambang", found.Text);
        Assert.DoesNotContain("Sukarni", found.Text);
        Assert.Contains("Tidak ada yang namanya memuat itu.", (await browser.GetAsync("/admin/people?name=zzz")).Text);

        var asked = await browser.GetAsync($"/admin/people/{id}?what=role&to=petugas");
        Assert.Contains("Petugas bisa memeriksa laporan", asked.Text);
        Assert.Equal("penggiat", RoleOf(id));

        var done = await browser.SendAsync($"/admin/people/{id}", $"/admin/people/{id}", ("what", "role"), ("to", "petugas"), ("role", "penggiat"), ("office", "BNNK-19.02"));
        Assert.Contains("Perubahan disimpan.", done.Text);
        Assert.Equal("petugas", RoleOf(id));

        var stale = await browser.SendAsync($"/admin/people/{id}", $"/admin/people/{id}", ("what", "remove"), ("to", ""), ("role", "penggiat"), ("office", "BNNK-19.02"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("petugas", RoleOf(id));
    }

    [Fact]
    public async Task Nobody_of_another_office_is_found_or_changed()
    {
        await stage.JoinVolunteerAsync("orang-jauh", "BNNK-19.02", "Orang jauh", "Lembaga Jauh");
        await stage.JoinAsync("petugas-sini", "petugas", "BNNK-19.02", "setuju", "Petugas sini", "id");
        var id = PersonOf("orang-jauh");
        using var foreign = await stage.EnterAsync("BNNP-53");
        using var officer = await stage.EnterAsAsync("petugas-sini");

        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"/admin/people/{id}?what=remove")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.SendAsync("/admin", $"/admin/people/{id}", ("what", "remove"), ("role", "penggiat"), ("office", "BNNK-19.02"))).Status);
        foreach (var path in new[] { "/admin/people", $"/admin/people/{id}", "/admin/invitations", "/admin/audit" })
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync(path)).Status);
        Assert.Equal("penggiat", RoleOf(id));
    }

    [Fact]
    public async Task An_invitation_is_made_shown_with_its_code_used_and_ended()
    {
        using var browser = await stage.EnterAsync("BNNK-33.01");

        var wrong = await browser.SendAsync("/admin/invitations", "/admin/invitations", ("role", "penggiat"), ("uses", "0"), ("days", "30"), ("lembaga", "SMPN 3 <i>"), ("lingkungan", "pendidikan"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("Untuk berapa orang?", wrong.Text);
        Assert.Contains("value=\"SMPN 3 &lt;i&gt;\"", wrong.Html);

        var made = await browser.SendAsync("/admin/invitations", "/admin/invitations", ("role", "penggiat"), ("uses", "2"), ("days", "30"), ("lembaga", "SMPN 3 Cilacap"), ("lingkungan", "pendidikan"));
        var code = Regex.Match(made.Html, "<strong translate=\"no\">([A-Z0-9-]{9})</strong>", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        Assert.Contains($"/undangan?k={code}", made.Html);
        Assert.Contains("<svg role=\"img\"", made.Html);
        await stage.SayAsync("pemakai", $"/mulai {code}");
        await stage.SayAsync("pemakai", "setuju");

        var list = await browser.GetAsync("/admin/invitations");
        Assert.Contains("SMPN 3 Cilacap", list.Text);
        Assert.Contains("dipakai 1 dari 2", list.Text);
        Assert.DoesNotContain(code, list.Html);
        using var foreign = await stage.EnterAsync("BNNP-53");
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"/admin/invitations/made?k={code}")).Status);
        var id = Regex.Match(list.Html, @"/admin/invitations\?end=([^&""]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.SendAsync("/admin", $"/admin/invitations/{id}/end")).Status);

        Assert.Contains("Akhiri undangan Penggiat, SMPN 3 Cilacap", (await browser.GetAsync($"/admin/invitations?end={id}")).Text);
        var ended = await browser.SendAsync("/admin/invitations", $"/admin/invitations/{id}/end");
        Assert.Contains("Undangan diakhiri.", ended.Text);
        Assert.Contains("Tidak ada undangan yang terbuka.", ended.Text);
    }

    [Fact]
    public async Task A_target_is_changed_for_the_own_office_and_one_below_and_read_by_officers()
    {
        using var province = await stage.EnterAsync("BNNP-33");
        await stage.JoinAsync("petugas-target", "petugas", "BNNK-33.02", "setuju", "Petugas", "id");
        using var officer = await stage.EnterAsAsync("petugas-target");
        var output = Regex.Match((await province.GetAsync("/admin/targets")).Html, "set=([a-z0-9-]+)&amp;done=0", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

        var vague = await province.SendAsync("/admin/targets", "/admin/targets?satker=BNNK-33.02", ("year", "2026"), ("output", output), ("done", "0"), ("amount", "banyak"));
        Assert.Equal(HttpStatusCode.BadRequest, vague.Status);
        Assert.Contains("value=\"banyak\"", vague.Html);
        var saved = await province.SendAsync("/admin/targets", "/admin/targets?satker=BNNK-33.02", ("year", "2026"), ("output", output), ("done", "0"), ("amount", "1.250"));

        Assert.Contains("Angkanya disimpan.", saved.Text);
        Assert.Contains("1.250", saved.Text);
        Assert.Contains("1.250", (await officer.GetAsync("/admin/targets?year=2026")).Text);
        Assert.DoesNotContain("ubah", (await officer.GetAsync("/admin/targets?year=2026")).Text);
        Assert.Contains("1.250", (await province.GetAsync("/admin/targets?year=2026&below=1")).Text);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.SendAsync("/admin/targets", "/admin/targets", ("year", "2026"), ("output", output), ("done", "0"), ("amount", "1"))).Status);
        using var foreign = await stage.EnterAsync("BNNP-53");
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.SendAsync("/admin/targets", "/admin/targets?satker=BNNK-33.02", ("year", "2026"), ("output", output), ("done", "0"), ("amount", "1"))).Status);
    }

    [Fact]
    public async Task The_audit_tells_deeds_in_plain_words_without_names_and_pages()
    {
        await stage.JoinVolunteerAsync("teraudit", "BNNK-52.71", "Nama Rahasia", "Lembaga Rahasia");
        var report = await stage.ReportAsync("teraudit", "Balai Audit");
        using var browser = await stage.EnterAsync("BNNK-52.71");
        await browser.SendAsync("/admin/review", $"/admin/review/{report}", ("do", "reject"), ("reason", "Alasan rahasia"));
        for (var i = 0; i < 52; i++)
            await stage.Stores.Invitations.CreateAsync("BNNK-52.71", "penggiat", 1, 1, stage.Clock.GetUtcNow().AddSeconds(i));

        var seen = new List<string>();
        string? link = "/admin/audit";
        for (var pages = 0; link is not null && pages < 5; pages++)
        {
            var page = await browser.GetAsync(link);
            Assert.InRange(Regex.Count(page.Html, "<li>[^<]*[A-Z][a-z]", RegexOptions.None, TimeSpan.FromSeconds(1)), 1, 80);
            seen.Add(page.Text);
            link = page.Html.Split("button quiet\" href=\"").Skip(1).Select(l => WebUtility.HtmlDecode(l.Split('"')[0])).FirstOrDefault(l => l.Contains("before=", StringComparison.Ordinal));
        }

        var all = string.Join(' ', seen);
        Assert.Equal(2, seen.Count);
        Assert.Contains("Laporan ditolak", all);
        Assert.Contains("pengelola server", all);
        Assert.DoesNotContain("Rahasia", all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(SitePeople.Short(report), (await browser.GetAsync("/admin/audit?deed=reject-report")).Text);
        Assert.Contains("Tidak ada catatan.", (await browser.GetAsync("/admin/audit?to=2020-01-01")).Text);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/admin/audit?from=x")).Status);
        using var foreign = await stage.EnterAsync("BNNP-53");
        Assert.DoesNotContain(SitePeople.Short(report), (await foreign.GetAsync("/admin/audit")).Text);
    }

    private string PersonOf(string person) => stage.Stores.Turns.Load(new KotanBot.Core.Conversations.ChannelAddress("terminal", person)).PersonId;

    private string RoleOf(string id) => stage.Stores.Database.Read(c => c.QuerySingle<string>("select role from person where id = @id", new { id }));
}
