using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class AnswerStoreConformance : StoreConformance
{
    [Fact]
    public async Task Scores_cover_the_office_and_all_below_it_in_the_period()
    {
        await SheetAsync("rote", "BNNK-53.14", Now);
        await SheetAsync("ntt", "BNNP-53", Now.AddDays(1));
        await SheetAsync("belitung", "BNNK-19.02", Now);

        var ntt = Stores.Answers.ReadScores(Scope.Server, "ikp", "BNNP-53", Now, Now.AddDays(2));
        Assert.Equal(["BNNK-53.14", "BNNK-53.14", "BNNP-53", "BNNP-53"], ntt.Select(r => r.SatkerCode));
        Assert.Equal(("manusia", "b", "pendidikan"), (ntt[0].StepId, ntt[0].Choice, ntt[0].Lingkungan));
        Assert.Equal(("anggaran", SkipReasons.DoesNotKnow), (ntt[1].StepId, ntt[1].MissingReason));
        Assert.Equal(2, ntt.Select(r => r.Respondent).Distinct().Count());

        Assert.Equal(6, Stores.Answers.ReadScores(Scope.Server, "ikp", "BNN", Now, Now.AddDays(2)).Count);
        Assert.Equal(2, Stores.Answers.ReadScores(Scope.Server, "ikp", "BNNP-53", Now, Now.AddDays(1)).Count);
        Assert.Empty(Stores.Answers.ReadScores(Scope.Server, "ikp", "BNNK-99.99", Now, Now.AddDays(2)));
        Assert.Equal(2, Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter("ikp", "BNNP-53", "submitted", Now, Now.AddDays(2))).Count);
    }

    [Fact]
    public async Task Offices_form_a_tree()
    {
        Assert.Equal(["BNNK-53.14", "BNNP-53"], Stores.Satkers.ReadSubtree("BNNP-53"));
        Assert.Equal(5, Stores.Satkers.List().Count);
        Assert.Empty(Stores.Satkers.ReadSubtree("BNNK-99.99"));
        await Stores.Satkers.SaveAsync(Stores.Satkers.Find("BNNP-53")! with { Name = "BNNP NTT" });
        Assert.Equal("BNNP NTT", Stores.Satkers.Find("BNNP-53")!.Name);
    }

    [Fact]
    public async Task Regions_are_seeded_once_and_corrected_later()
    {
        var texts = new RegionTexts("code,name\n53,NUSA TENGGARA TIMUR\n", "code,province_code,name\n53.14,53,KABUPATEN ROTE NDAO\n", "code,regency_code,name\n53.14.03,53.14,Lobalain\n");
        await Seeds.EnsureAsync(Stores.Database, texts);
        await Seeds.EnsureAsync(Stores.Database, texts);
        Assert.Equal(new Region("53.14.03", "53.14", "district", "Lobalain"), Stores.Regions.Find("53.14.03"));
        await Seeds.EnsureAsync(Stores.Database, texts with { Districts = "code,regency_code,name\n53.14.03,53.14,Lobalain Baru\n" });
        Assert.Equal("Lobalain Baru", Stores.Regions.Find("53.14.03")!.Name);
    }

    [Fact]
    public async Task Dialog_versions_are_kept_side_by_side()
    {
        await Stores.DialogVersions.SaveAsync("ikp", "h1", "lama");
        await Stores.DialogVersions.SaveAsync("ikp", "h2", "baru");
        await Stores.DialogVersions.SaveAsync("ikp", "h1", "lain");

        Assert.Equal("lama", Stores.DialogVersions.Find("ikp", "h1"));
        Assert.Null(Stores.DialogVersions.Find("ikp", "h3"));
    }

    private async Task SheetAsync(string address, string satker, DateTimeOffset at)
    {
        var code = await Stores.Invitations.CreateAsync(satker, "respondent", 1, 7, Now);
        var chat = NewChat(address);
        chat.Now = at;
        var id = "sheet-" + address;
        await chat.SayAsync(
            "/ikp",
            new Effect.UseInvitation(code),
            new Effect.SaveProfile(ProfileField.Lingkungan, "pendidikan"),
            new Effect.StartSubmission(id, "ikp", "h"),
            new Effect.RecordAnswer(id, "manusia", new AnswerValue.Choice("b")),
            new Effect.RecordAnswer(id, "anggaran", new AnswerValue.Skipped(SkipReasons.DoesNotKnow)),
            new Effect.Submit(id));
    }
}
