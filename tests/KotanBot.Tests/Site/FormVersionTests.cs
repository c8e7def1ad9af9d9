using System.Net;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Tests.Site;

/// <summary>New versions, going back, withdrawing: whoever is in the middle finishes what they began.</summary>
public sealed class FormVersionTests(SiteStage stage) : IClassFixture<SiteStage>
{
    private const string Office = "BNNK-19.02";

    private const string First = "Berapa pedagang yang disapa?";

    private const string Second = "Pedagang yang disapa ada berapa?";

    [Fact]
    public async Task A_run_finishes_on_its_version_the_next_begins_the_new_one_and_after_going_back_the_old_one()
    {
        var (first, second) = (FormStage.Named(FormStage.Market, "satu"), FormStage.Named(FormStage.MarketAnew, "satu").Replace("maximum: 3", "maximum: 4", StringComparison.Ordinal));
        using var browser = await stage.EnterAsync(Office);
        await stage.JoinVolunteerAsync("v-rina", Office, "Rina", "Karang Taruna");
        await stage.JoinVolunteerAsync("v-budi", Office, "Budi", "Karang Taruna");
        await browser.PublishAsync(first);
        Assert.Contains("Bagaimana caranya?", await stage.LastAsync("v-rina", "/satu"));

        var draft = await browser.CheckAsync(second);
        Assert.Contains("Langkah yang berubah Pedagang (pedagang); Foto (foto)", draft.Text);
        Assert.Contains("berlaku, versi 2", (await browser.ConfirmAsync()).Text);
        Assert.Contains(First, await stage.LastAsync("v-rina", "keliling"));
        Assert.Contains(Second, await stage.LastAsync("v-budi", "/satu", "keliling"));
        Assert.Contains("tersimpan", await stage.LastAsync("v-rina", "12", "lewati", "kirim"));
        Assert.Contains(Second, await stage.LastAsync("v-rina", "/satu", "keliling"));

        var page = await browser.DoAsync("lapor-satu", "versions/1/roll-back");
        Assert.Contains("berlaku, versi 1", page.Text);
        Assert.Contains("tersimpan", await stage.LastAsync("v-budi", "13", "lewati", "kirim"));
        Assert.Contains(First, await stage.LastAsync("v-budi", "/satu", "keliling"));
        Assert.Equal(2, stage.Stores.Database.Read(c => c.ExecuteScalar<long>("select count(distinct dialog_hash) from submission where dialog_id = 'lapor-satu' and status = 'submitted'")));
    }

    [Fact]
    public async Task A_withdrawn_form_is_begun_by_nobody_finished_by_whoever_began_and_its_reports_keep_their_words()
    {
        using var browser = await stage.EnterAsync(Office);
        await stage.JoinVolunteerAsync("w-rina", Office, "Rina", "Karang Taruna");
        await stage.JoinVolunteerAsync("w-budi", Office, "Budi", "Karang Taruna");
        await browser.PublishAsync(FormStage.Named(FormStage.Market, "tarik"));
        await stage.LastAsync("w-rina", "/tarik", "keliling");

        Assert.Contains("Formulirnya ditarik", (await browser.DoAsync("lapor-tarik", "withdraw")).Text);

        Assert.DoesNotContain("Bagaimana caranya?", await stage.LastAsync("w-budi", "/tarik"));
        Assert.Contains("tersimpan", await stage.LastAsync("w-rina", "44", "lewati", "kirim"));
        var report = stage.Stores.Database.Read(c => c.QuerySingle<string>("select id from submission where dialog_id = 'lapor-tarik' and status = 'submitted'"));
        var list = await browser.GetAsync("/admin/reports?dialog=lapor-tarik");
        Assert.Equal([SitePeople.Short(report)], list.Numbers());
        Assert.Contains("Keliling kios", (await browser.GetAsync($"/admin/reports/{report}")).Text);
        Assert.Contains("berlaku, versi 1", (await browser.DoAsync("lapor-tarik", "versions/1/roll-back")).Text);
        Assert.Contains("Bagaimana caranya?", await stage.LastAsync("w-budi", "/tarik"));
    }

    [Fact]
    public async Task What_vanishes_is_warned_about_and_the_answers_to_it_stay_readable()
    {
        using var browser = await stage.EnterAsync(Office);
        await stage.JoinVolunteerAsync("x-rina", Office, "Rina", "Karang Taruna");
        var text = FormStage.Named(FormStage.Market, "hilang");
        await browser.PublishAsync(text);
        await stage.LastAsync("x-rina", "/hilang", "panggung", "44", "lewati", "kirim");
        var report = stage.Stores.Database.Read(c => c.QuerySingle<string>("select id from submission where dialog_id = 'lapor-hilang' and status = 'submitted'"));

        var draft = await browser.CheckAsync(text.Replace("key: panggung, label: { id: Panggung", "key: pentas, label: { id: Pentas", StringComparison.Ordinal).Replace("- id: pedagang", "- id: orang", StringComparison.Ordinal));
        Assert.Contains("Ada langkah atau pilihan yang hilang", draft.Text);
        Assert.Contains("Langkah yang hilang Pedagang (pedagang)", draft.Text);
        Assert.Contains("Pilihan yang hilang di Cara (cara) panggung", draft.Text);
        await browser.ConfirmAsync();

        var sheet = (await browser.GetAsync($"/admin/reports/{report}")).Text;
        Assert.Contains("Panggung", sheet);
        Assert.Contains("Pedagang", sheet);
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_is_told_that_it_changed()
    {
        using var one = await stage.EnterAsync(Office);
        using var two = await stage.EnterAsync(Office);
        await one.CheckAsync(FormStage.Named(FormStage.Market, "balap"));
        await two.CheckAsync(FormStage.Named(FormStage.MarketAnew, "balap"));

        var answers = await Task.WhenAll(one.ConfirmAsync(), two.ConfirmAsync());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.Status).Order());
        Assert.Single(stage.Stores.Forms.ListVersions(Scope.Server, "lapor-balap"));
    }

    [Fact]
    public async Task Two_forms_that_want_the_same_command_at_once_do_not_both_get_it()
    {
        using var one = await stage.EnterAsync(Office);
        using var two = await stage.EnterAsync("BNNK-53.14");
        await one.CheckAsync(FormStage.Named(FormStage.Market, "kembar"));
        await two.CheckAsync(FormStage.Named(FormStage.Market, "kembar").Replace("dialog: lapor-kembar", "dialog: kembar-lain", StringComparison.Ordinal));

        var answers = await Task.WhenAll(one.ConfirmAsync(), two.ConfirmAsync());

        Assert.Single(answers, a => a.Text.Contains("Sudah diterbitkan", StringComparison.Ordinal));
        Assert.Single(answers, a => a.Text.Contains("sudah dipakai", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_is_out_of_date_changes_nothing()
    {
        using var browser = await stage.EnterAsync(Office);
        await browser.PublishAsync(FormStage.Named(FormStage.Market, "basi"));
        await browser.PublishAsync(FormStage.Named(FormStage.MarketAnew, "basi"));

        var answer = await browser.SendAsync(FormStage.Page, FormStage.Page + "/lapor-basi/withdraw", ("changes", "1"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(2, stage.Stores.Forms.Find(Scope.Server, "lapor-basi")!.Number);
    }
}
