using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Tests.Exports;

/// <summary>The list by which an office pays back mobile data: what counts, and who may read the names.</summary>
public sealed class DataPackageTests : IDisposable
{
    private static readonly string[] March = ["--from", "2026-03-01", "--to", "2026-03-31"];

    private readonly ExportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Verified_reports_and_bytes_of_the_month_stand_beside_each_volunteer_who_wrote()
    {
        await FillAsync();

        var row = Assert.Single(await ReadAsync("BNNK-53.14"));

        Assert.Equal(("2026-03-01", "2026-03-31", "BNNK-53.14"), (row["from_on"], row["to_on"], row["satker_code"]));
        Assert.Equal(("3", "1"), (row["reports_sent"], row["reports_verified"]));
        // The photo of February and the messages of April are of other months.
        Assert.Equal("1000", row["photo_bytes"]);
        var (messages, bytes) = (long.Parse(row["messages"]), long.Parse(row["message_bytes"]));
        // Joining, the profile, three reports and a long text, each with an answer.
        Assert.Equal(12, messages);
        // The long text was said and said again, and each message has some letters of JSON around it; a seal that is not taken off would be 336 bytes more.
        Assert.InRange(bytes, 1_200, 1_500);
        Assert.Equal(bytes + 1_000 + (500 * messages), long.Parse(row["bytes_estimated"]));
    }

    [Fact]
    public async Task Names_are_for_the_persons_own_office_alone()
    {
        await FillAsync();

        var (own, above, all) = (Assert.Single(await ReadAsync("BNNK-53.14")), Assert.Single(await ReadAsync("BNNP-53")), await ReadAsync(null));

        Assert.Equal(("Nama rote", ""), (own["name"], above["name"]));
        Assert.Equal(own["person_id"], above["person_id"]);
        Assert.Equal(["BNNK-19.02", "BNNK-53.14"], all.Select(r => r["satker_code"]));
        Assert.All(all, r => Assert.Equal("", r["name"]));
    }

    [Fact]
    public async Task An_erased_person_is_not_in_it()
    {
        await FillAsync(erase: true);

        Assert.Empty(await ReadAsync("BNNK-53.14"));
    }

    [Fact]
    public async Task Other_roles_and_those_who_said_nothing_are_not_in_it()
    {
        await FillAsync();

        Assert.Empty(await _stage.ReadAsync("data-package", "--satker", "BNNK-53.14", "--from", "2026-05-01", "--to", "2026-05-31"));
        Assert.Equal(["penggiat"], await RolesAsync());
    }

    [Theory]
    [InlineData("--from", "2026-03-01")]
    [InlineData("--to", "2026-03-01")]
    [InlineData]
    public async Task Needs_both_days(params string[] days)
    {
        var (code, _, error) = await _stage.RunAsync(["data-package", "--out", "-", .. days]);

        Assert.Equal(2, code);
        Assert.Contains("--from and --to are needed", error, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(string? satker) =>
        _stage.ReadAsync(["data-package", .. March, .. satker is null ? Array.Empty<string>() : ["--satker", satker]]);

    private async Task<IReadOnlyList<string>> RolesAsync()
    {
        var roles = new List<string>();
        var ids = (await ReadAsync("BNNK-53.14")).Select(r => r["person_id"]).ToList();
        await _stage.FillAsync(stores =>
        {
            roles.AddRange(ids.Select(id => stores.Database.Read(c => c.QuerySingle<string>("select role from person where id = @id", new { id }))));
            return Task.CompletedTask;
        });
        return roles;
    }

    private Task FillAsync(bool erase = false) => _stage.FillAsync(async stores =>
    {
        var rote = await ExportStage.JoinAsync(stores, "rote", "BNNK-53.14");
        await (await ExportStage.JoinAsync(stores, "belitung", "BNNK-19.02")).SayAsync("x");
        await (await ExportStage.JoinAsync(stores, "petugas", "BNNK-53.14", Access.Officer)).SayAsync("x");
        foreach (var id in (string[])["r1", "r2", "r3"])
            await rote.SayAsync(id, ExportStage.Report(id, "lapor-kegiatan", ("jenis", new AnswerValue.Choice("rapat"))));
        await stores.Database.WriteAsync((c, t) => c.Execute("update submission set review = 'verified' where id = 'r1'", null, t));
        await rote.SayAsync(new string('a', 500));
        var person = rote.Load().PersonId;
        await stores.Attachments.SaveAsync(person, "image/jpeg", new byte[1_000], ExportStage.Now);
        await stores.Attachments.SaveAsync(person, "image/jpeg", new byte[2_000], ExportStage.Now.AddMonths(-1));
        rote.Now = ExportStage.Now.AddMonths(1);
        await rote.SayAsync("april");
        if (erase)
            await rote.SayAsync("hapus", new Effect.ErasePerson());
    });
}
