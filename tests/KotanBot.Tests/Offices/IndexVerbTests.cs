using System.Text.Json.Nodes;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using KotanBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Offices;

/// <summary><c>kotanbot index show</c> and <c>recompute</c> as a person or a script meets them, and the nightly round that makes what they show.</summary>
public sealed class IndexVerbTests
{
    private const string Office = "BNNK-19.02";
    private static readonly DateTimeOffset Night = new(2026, 11, 30, 2, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task A_reading_opens_its_working_and_comes_out_equal_until_an_answer_changes()
    {
        using var folder = new TempFolder();
        await CollectAsync(folder);

        var shown = await KotanProcess.RunAsync("index", "show", "IKOTAN", "--satker", Office, "--period", "2026", "--working", "--data", folder.Data);
        var json = await KotanProcess.RunAsync("index", "show", "IKOTAN", "--satker", "BNNP-19", "--period", "2026", "--json", "--data", folder.Data);
        var sheets = await KotanProcess.RunAsync("index", "show", "IKP", "--satker", Office, "--period", "2026", "--working", "--data", folder.Data);
        var equal = await KotanProcess.RunAsync("index", "recompute", "--satker", Office, "--id", "IKOTAN", "--period", "2026", "--week", "2026-W48", "--data", folder.Data);

        Assert.Contains("sementara – parameter belum resmi", shown.Output, StringComparison.Ordinal);
        Assert.Contains("belum cukup data: 1 responden, perlu sedikitnya 10", shown.Output, StringComparison.Ordinal);
        Assert.Contains("pembulatan: indeks 3 desimal, golongan 3 desimal, setengah ke atas", shown.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^    [0-9a-f]{12} \\(pendidikan\\): .*=a×3,3333333333", shown.Output);
        Assert.Equal("IKOTAN", (string)JsonNode.Parse(json.Output)!.AsArray()[0]!["reading"]!["index"]!);
        Assert.Matches("(?m)^    [0-9a-f]{12} \\(–\\): manusia=3", sheets.Output);
        Assert.DoesNotContain("chat-1", shown.Output + sheets.Output, StringComparison.Ordinal);
        Assert.Equal((0, true), (equal.ExitCode, equal.Output.Contains("sama sampai angka terakhir", StringComparison.Ordinal)));

        await using (var stores = await Stores.OpenAsync(DataFolder.Open(folder.Data)))
            await stores.Database.WriteAsync((c, t) => c.Execute("update answer set choice = 'b' where step_id like 'butir.%'", transaction: t));
        var differs = await KotanProcess.RunAsync("index", "recompute", "--satker", Office, "--id", "ikotan", "--period", "2026", "--json", "--data", folder.Data);

        Assert.Equal(1, differs.ExitCode);
        Assert.Contains(JsonNode.Parse(differs.Output)!.AsArray()[0]!["differences"]!.AsArray(), d => ((string)d!["what"]!).StartsWith("pendidikan/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("belum diterbitkan", "show", "IKRN", "--satker", Office, "--period", "2026")]
    [InlineData("belum diterbitkan", "recompute", "--id", "IKKTT", "--satker", Office, "--period", "2026")]
    [InlineData("there is no reading of IKOTAN for BNNK-19.02 in 2025", "show", "IKOTAN", "--satker", Office, "--period", "2025")]
    [InlineData("last week", "recompute", "--id", "IKP", "--satker", Office, "--period", "2026", "--week", "last week")]
    public async Task Says_what_is_not_there(string why, params string[] arguments)
    {
        using var folder = new TempFolder();
        await CollectAsync(folder);

        var refused = await KotanProcess.RunAsync(["index", .. arguments, "--data", folder.Data]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(why, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_makes_each_reading_once_and_one_broken_unit_does_not_hold_up_the_others()
    {
        using var folder = new TempFolder();
        await CollectAsync(folder);
        await using var stores = await Stores.OpenAsync(DataFolder.Open(folder.Data));
        var before = Made(stores);
        Assert.Equal(2, before.Count);

        await RoundAsync(stores, Night.AddHours(5));
        Assert.Equal(before, Made(stores));

        await stores.Database.WriteAsync((c, t) => c.Execute("update index_reading set content = 'x', closed = 1 where unit_kind = 'satker'", transaction: t));
        await stores.Database.WriteAsync((c, t) => c.Execute("insert into index_mark (kind, code, changes) values ('satker', @Office, 1), ('region', '19.02', 1)", new { Office }, t));
        await stores.Database.WriteAsync((c, t) => c.Execute("update answer set choice = 'd' where step_id like 'butir.%'", transaction: t));
        await RoundAsync(stores, Night.AddDays(1));

        Assert.Equal(["satker"], stores.Database.Read(c => c.Query<string>("select kind from index_mark").ToList()));
        Assert.Equal(3, Made(stores).Count);
    }

    private static List<string> Made(Stores stores) => stores.Database.Read(c => c.Query<string>("select unit_kind || unit_code || index_id || basis || week || made_at from index_reading order by 1").ToList());

    private static async Task RoundAsync(Stores stores, DateTimeOffset now)
    {
        using var round = new IndexRound(stores.Indices, new DialogShelf(new ServedDefinitions(DefinitionFiles.Load(ShippedFiles.Dialogs)), stores.DialogVersions, stores.BankVersions), NullLogger<IndexRound>.Instance);
        await round.RunAsync(2, now, TestContext.Current.CancellationToken);
    }

    /// <summary>One IKP sheet and one questionnaire, and the round of the night after their week.</summary>
    private static async Task CollectAsync(TempFolder folder)
    {
        await using var stores = await Stores.OpenAsync(DataFolder.Open(folder.Data));
        await Seeds.EnsureAsync(stores.Database, null);
        var chat = new Chat(stores, "chat-1") { Now = Night.AddDays(-3).ToUniversalTime() };
        await chat.SayAsync("masuk", new Effect.UseInvitation(await stores.Invitations.CreateAsync(Office, Access.Volunteer, 1, 7, chat.Now)));
        var plan = IndexPlan.Of(DefinitionFiles.Load(ShippedFiles.Dialogs));
        await chat.SayAsync(
            "lembar",
            [
                new Effect.StartSubmission("s", "ikp", "h"),
                .. plan.Sheets.Single(s => s.Definition.Code == "IKP").Definition.Items.Select(i => new Effect.RecordAnswer("s", ItemSteps.IdOf("aspek", i.Id), new AnswerValue.Choice("c"))),
                new Effect.Submit("s"),
            ]);
        var bank = plan.Questionnaires.Single(q => q.Definition.Code == "IKOTAN").Bank;
        var items = bank.Bank.ItemsOf("pendidikan").Take(4).ToList();
        await chat.SayAsync(
            "kuesioner",
            [
                new Effect.StartSubmission("q", "ikotan", "h"),
                .. items.Select(i => new Effect.AskItem("q", ItemSteps.IdOf("butir", i.Id), "ikotan", bank.Hash, i.Id, i.Variable, "pendidikan", "19.02", AskedAs.Drawn, 0.3)),
                .. items.Select(i => new Effect.RecordAnswer("q", ItemSteps.IdOf("butir", i.Id), new AnswerValue.Choice("a"))),
                new Effect.Submit("q"),
            ]);
        await RoundAsync(stores, Night);
    }
}
