using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class ExportConformance : StoreConformance
{
    private static readonly ExportFilter Reports = new(["lapor-kegiatan"]);

    [Fact]
    public async Task An_office_reads_what_was_sent_to_it_and_below_and_nothing_else()
    {
        var (rote, ntt, belitung) = (await JoinAsync("rote", "BNNK-53.14"), await JoinAsync("ntt", "BNNP-53"), await JoinAsync("belitung", "BNNK-19.02"));
        await ntt.SayAsync("x", Report("n1"));
        await rote.SayAsync("x", [.. Report("r1"), .. Report("nihil", "lapor-nihil"), Start("draf")]);
        await belitung.SayAsync("x", Report("b1"));
        await NewChat("tanpa-kantor").SayAsync("x", Report("t1"));

        Assert.Equal(["r1", "n1"], Ids(Scope.Of("admin", "BNNP-53")));
        Assert.Equal(["n1"], Ids(Scope.Of("petugas", "BNNP-53")));
        Assert.Equal(["r1"], Ids(Scope.Of("admin", "BNNK-53.14")));
        Assert.Equal(["b1", "r1", "n1", "t1"], Ids(Scope.Server));
        Assert.Empty(Ids(Scope.Of("penggiat", "BNNP-53")));
        Assert.Empty(Ids(Scope.Nothing));
        Assert.Equal(["nihil"], Stores.Exports.Read(Scope.Server, new ExportFilter(["lapor-nihil"])).Select(s => s.Id));
        Assert.Empty(Stores.Exports.ListSteps(Scope.Of("admin", "BNNP-19"), new ExportFilter(["lapor-nihil"])));
        Assert.Equal([new AnsweredStep("lapor-nihil", "jenis", "choice")], Stores.Exports.ListSteps(Scope.Of("admin", "BNNP-53"), new ExportFilter(["lapor-nihil"])));
    }

    [Fact]
    public async Task A_day_begins_when_it_begins_at_the_office()
    {
        var (rote, belitung) = (await JoinAsync("rote", "BNNK-53.14"), await JoinAsync("belitung", "BNNK-19.02"));
        // Half past midnight of the 3rd in WITA, half past eleven of the 2nd in WIB.
        rote.Now = belitung.Now = new DateTimeOffset(2026, 3, 2, 16, 30, 0, TimeSpan.Zero);
        await rote.SayAsync("x", Report("r1"));
        await belitung.SayAsync("x", Report("b1"));

        Assert.Equal(["b1"], Ids(Scope.Server, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2)));
        Assert.Equal(["r1"], Ids(Scope.Server, new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 3)));
        Assert.Equal(["b1", "r1"], Ids(Scope.Server, DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Equal([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)], Stores.Exports.Read(Scope.Server, Reports).Select(s => s.SentOn));
    }

    [Fact]
    public async Task What_fills_several_pages_comes_once_each_also_when_it_was_sent_in_one_moment()
    {
        var chat = await JoinAsync("rote", "BNNK-53.14");
        const int count = 1_001;
        await chat.SayAsync("x", [.. Enumerable.Range(0, count).SelectMany(i => Report($"r{i:0000}"))]);

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"r{i:0000}"), Ids(Scope.Server));
    }

    [Fact]
    public async Task Texts_and_the_lembaga_are_opened_and_an_erasure_leaves_only_that_there_was_an_answer()
    {
        var chat = await JoinAsync("rote", "BNNK-53.14", new Effect.SaveProfile(ProfileField.Lembaga, "Gereja Getsemani"));
        await chat.SayAsync("x", [.. Report("r1"), .. Report("r2")]);
        await chat.SayAsync("x", new Effect.ReviseAnswer("r1", "hasil", null, new AnswerValue.Text("ramai")), new Effect.ReviseAnswer("r1", "peserta", null, new AnswerValue.Number(30)));
        var before = Stores.Exports.Read(Scope.Server, Reports).First();

        await chat.SayAsync("hapus", new Effect.ErasePerson());

        Assert.Equal(("Gereja Getsemani", "BNNK Rote Ndao", "53.14"), (before.Lembaga, before.SatkerName, before.SatkerRegion));
        Assert.Equal(new AnswerValue.Text("ramai"), before.Answers.Single(a => a.StepId == "hasil").Value);
        var after = Stores.Exports.Read(Scope.Server, Reports).ToList();
        Assert.Equal(2, after.Count);
        Assert.All(after, s => Assert.Null(s.Lembaga));
        Assert.DoesNotContain(after, s => s.Id is "r1" or "r2");
        var answers = after.Single(s => s.Answers.Length == 3).Answers;
        Assert.Equal(new ExportedAnswer("hasil", "text", null), answers.Single(a => a.StepId == "hasil"));
        Assert.Equal(new AnswerValue.Number(30), answers.Single(a => a.StepId == "peserta").Value);
    }

    private async Task<Chat> JoinAsync(string address, string satker, params Effect[] profile)
    {
        var chat = NewChat(address);
        await chat.SayAsync("kode", [new Effect.UseInvitation(await Stores.Invitations.CreateAsync(satker, "penggiat", 1, 7, Now)), .. profile]);
        return chat;
    }

    private static Effect.StartSubmission Start(string id, string dialog = "lapor-kegiatan") => new(id, dialog, "h");

    private static Effect[] Report(string id, string dialog = "lapor-kegiatan") =>
        [Start(id, dialog), new Effect.RecordAnswer(id, "jenis", new AnswerValue.Choice("rapat")), new Effect.Submit(id)];

    private List<string> Ids(Scope scope, DateOnly? from = null, DateOnly? to = null) =>
        [.. Stores.Exports.Read(scope, Reports with { From = from, To = to }).Select(s => s.Id)];
}
