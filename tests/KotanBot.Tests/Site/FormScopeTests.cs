using System.Net;
using KotanBot.Storage;

namespace KotanBot.Tests.Site;

/// <summary>A form is its office's: offered there and below, changed from there and above, and unknown elsewhere.</summary>
public sealed class FormScopeTests(SiteStage stage) : IClassFixture<SiteStage>
{
    [Fact]
    public async Task A_province_offers_a_form_to_all_below_it_and_to_nobody_else()
    {
        using var province = await stage.EnterAsync("BNNP-19");
        await stage.JoinVolunteerAsync("s-belitung", "BNNK-19.02", "Rina", "Karang Taruna");
        await stage.JoinVolunteerAsync("s-rote", "BNNK-53.14", "Yosef", "Karang Taruna");

        await province.PublishAsync(FormStage.Named(FormStage.Market, "prov"));

        Assert.Contains("Bagaimana caranya?", await stage.LastAsync("s-belitung", "/prov"));
        foreach (var line in new[] { "/prov", "lapor prov", "halo" })
        {
            var said = await stage.LastAsync("s-rote", line);
            Assert.DoesNotContain("Bagaimana caranya?", said);
            Assert.DoesNotContain("Lapor prov", said);
        }
    }

    [Fact]
    public async Task The_menu_after_joining_holds_the_forms_of_the_new_office()
    {
        using var office = await stage.EnterAsync("BNNK-19.02");
        await office.PublishAsync(FormStage.Named(FormStage.Market, "gabung"));

        var code = await stage.Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, stage.Clock.GetUtcNow());
        var said = await stage.LastAsync("s-baru", $"/mulai {code}", "setuju", "Ani", "Karang Taruna", "pendidikan", "id");

        Assert.Contains("Lapor gabung", said);
    }

    [Fact]
    public async Task Another_office_sees_nothing_of_it_and_cannot_take_its_name()
    {
        using var office = await stage.EnterAsync("BNNK-19.02");
        using var foreign = await stage.EnterAsync("BNNK-53.14");
        await office.PublishAsync(FormStage.Named(FormStage.Market, "milik"));

        foreach (var path in new[] { "lapor-milik", "lapor-milik/versions/1" })
            Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"{FormStage.Page}/{path}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync("/admin/definitions/dialogs/lapor-milik")).Status);
        foreach (var page in new[] { FormStage.Page, "/admin/definitions", "/admin/reports" })
            Assert.DoesNotContain("Lapor milik", (await foreign.GetAsync(page)).Text);
        Assert.Contains("sudah dipakai", (await foreign.CheckAsync(FormStage.Named(FormStage.Market, "milik").Replace("/milik", "/milik_lain", StringComparison.Ordinal).Replace("[lapor milik]", "[]", StringComparison.Ordinal))).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.SendAsync(FormStage.Page, FormStage.Page + "/lapor-milik/withdraw", ("changes", "1"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.SendAsync(FormStage.Page, FormStage.Page + "/copy", ("id", "lapor-milik"))).Status);
        Assert.Contains("Lapor milik", (await office.GetAsync("/admin/definitions")).Text);
    }

    [Fact]
    public async Task An_admin_above_publishes_the_next_version_and_it_stays_the_offices()
    {
        using var office = await stage.EnterAsync("BNNK-19.02");
        using var above = await stage.EnterAsync("BNNP-19");
        await office.PublishAsync(FormStage.Named(FormStage.Market, "atas"));

        var draft = await above.CheckAsync(FormStage.Named(FormStage.MarketAnew, "atas"));
        Assert.Contains("Ditawarkan kepada BNN Kabupaten Belitung", draft.Text.Replace("BNNK Belitung", "BNN Kabupaten Belitung", StringComparison.Ordinal));
        await above.ConfirmAsync();

        Assert.Contains("berlaku, versi 2", (await office.GetAsync(FormStage.Page + "/lapor-atas")).Text);
    }

    [Fact]
    public async Task Only_the_centre_replaces_what_ships_and_goes_back_to_it()
    {
        using var office = await stage.EnterAsync("BNNP-19");
        using var centre = await stage.EnterAsync("BNN");
        await stage.JoinVolunteerAsync("s-nihil", "BNNK-19.02", "Rina", "Karang Taruna");
        var shipped = stage.Shipped("lapor-nihil");
        var changed = shipped.Replace("Tidak ada kegiatan pada masa apa?", "Kapan tidak ada kegiatan?", StringComparison.Ordinal);

        Assert.Contains("sudah dipakai", (await office.CheckAsync(changed)).Text);
        Assert.Contains("outputs.yaml", (await centre.CheckAsync(changed.Replace("- id: alasan", "- id: sebab", StringComparison.Ordinal).Replace("alasan: belum-ada", "sebab: belum-ada", StringComparison.Ordinal).Replace("answer: alasan", "answer: sebab", StringComparison.Ordinal))).Text);
        await centre.PublishAsync(changed);

        Assert.Contains("Kapan tidak ada kegiatan?", await stage.LastAsync("s-nihil", "/nihil"));
        await stage.LastAsync("s-nihil", "/batal");
        Assert.Contains("Versi bawaan berlaku lagi", (await centre.GetAsync(FormStage.Page + "/lapor-nihil")).Text);
        await centre.DoAsync("lapor-nihil", "withdraw");
        Assert.Contains("Tidak ada kegiatan pada masa apa?", await stage.LastAsync("s-nihil", "/nihil"));
    }

    [Fact]
    public async Task Fifty_forms_are_enough_for_an_office()
    {
        using var office = await stage.EnterAsync("BNNK-53.14");
        for (var i = 0; i < FormStore.MostForms; i++)
            await stage.PublishDirectlyAsync("BNNK-53.14", FormStage.Named(FormStage.Market, $"banyak{i}"));

        await office.CheckAsync(FormStage.Named(FormStage.Market, "lebih"));
        var answer = await office.ConfirmAsync();

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("paling banyak punya 50 formulir", answer.Text);
    }
}
