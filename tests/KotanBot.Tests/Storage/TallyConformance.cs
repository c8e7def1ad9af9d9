using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>A tally says what counting all reports anew says, whatever happened to them and whenever it was taken.</summary>
public abstract class TallyConformance : StoreConformance
{
    private static readonly string[] Offices = ["BNNK-19.02", "BNNP-19", "BNNK-53.14"];
    private static readonly string[] Kinds = ["sosialisasi", "rapat", "tes-urine"];
    private static readonly string[] Regions = ["19.02", "19.06", "53.14"];
    private static readonly string[] Lembaga = ["SMPN 1", "SMPN 2", "PKK"];

    private static readonly ImmutableArray<Output> Outputs =
    [
        Of("talks", new OutputSource("lapor", [new OutputCondition("jenis", ["sosialisasi"])], OutputCount.Reports, null, "tanggal")),
        Of("people", new OutputSource("lapor", [new OutputCondition("jenis", ["sosialisasi", "rapat"])], OutputCount.Sum, "peserta", "tanggal")),
        Of("places", new OutputSource("lapor", [], OutputCount.Region, null, "tanggal")),
        Of("lembaga", new OutputSource("lapor", [], OutputCount.Lembaga, null, "tanggal")),
        Of("sent", new OutputSource("lapor", [], OutputCount.Reports, null, null)),
    ];

    /// <summary>Nothing was ever tallied by these definitions, so that all reports are counted.</summary>
    private static readonly ImmutableArray<Output> Anew = Outputs.Add(Of("never", new OutputSource("never", [], OutputCount.Reports, null, null)));

    private const string Admin = "pusat";

    private readonly Dictionary<string, Chat> _people = [];
    private readonly List<(string Who, string Report)> _reports = [];
    private DateTimeOffset _now = Now;
    private int _made;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Says_what_counting_anew_says_after_anything_that_can_happen(int seed)
    {
        var random = new Random(seed);
        var differences = 0;
        for (var step = 0; step < 120; step++)
        {
            await DoSomethingAsync(random);
            if (random.Next(4) == 0)
                await Stores.Tallies.RefreshAsync(Outputs, TestContext.Current.CancellationToken);
            foreach (var office in Offices)
                foreach (var year in (int[])[2025, 2026])
                {
                    var expected = Figures(Anew, office, year);
                    Assert.Equal(expected, Figures(Outputs, office, year));
                    differences += expected.Values.Count(v => v != 0);
                }
        }

        Assert.True(differences > 100, "hardly anything was ever counted");
        await Stores.Tallies.RefreshAsync(Outputs, TestContext.Current.CancellationToken);
        Assert.Equal(0, await Stores.Tallies.RefreshAsync(Outputs, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_tally_that_holds_is_what_is_read()
    {
        await DoAsync("rina", Offices[0], "r1", "sosialisasi", 45);
        await ReviewAsync("r1", accepts: true);
        Assert.Equal(1, await Stores.Tallies.RefreshAsync(Outputs, TestContext.Current.CancellationToken));
        await Stores.Database.WriteAsync((c, t) => c.Execute("update tally set amount = 77 where output = 'people'", transaction: t));

        Assert.Equal((77m, 45m), (Figures(Outputs, Offices[0], 2026)["people"], Figures(Anew, Offices[0], 2026)["people"]));
    }

    private async Task DoSomethingAsync(Random random)
    {
        _now = _now.AddHours(random.Next(1, 200));
        string Any(string[] of) => of[random.Next(of.Length)];
        var known = _reports.Count > 0 ? _reports[random.Next(_reports.Count)] : default;
        switch (random.Next(9))
        {
            case <= 2:
                await DoAsync($"p{random.Next(6)}", Any(Offices), $"r{_made}", Any(Kinds), random.Next(1, 60), Any(Regions), new DateOnly(random.Next(2025, 2027), random.Next(1, 13), 5));
                break;
            case <= 5 when known.Report is not null:
                await ReviewAsync(known.Report, random.Next(4) > 0);
                break;
            case 6 when known.Report is not null:
                await WriterOf(known.Who).SayAsync("perbaiki", new Effect.ReviseAnswer(known.Report, "peserta", new AnswerValue.Number(1), new AnswerValue.Number(random.Next(60, 99))));
                break;
            case 7:
                await WriterOf($"p{random.Next(6)}").SayAsync("lembaga", new Effect.SaveProfile(ProfileField.Lembaga, Any(Lembaga)));
                break;
            case 8 when random.Next(6) == 0 && known.Who is not null:
                await WriterOf(known.Who).SayAsync("/hapus", new Effect.ErasePerson());
                _people.Remove(known.Who);
                _reports.RemoveAll(r => r.Who == known.Who);
                break;
            case 8:
                var office = Stores.Satkers.Find(Any(Offices))!;
                await Stores.Satkers.SaveAsync(office with { UtcOffsetMinutes = office.UtcOffsetMinutes == 420 ? 540 : 420 });
                break;
            default:
                break;
        }
    }

    private async Task DoAsync(string who, string office, string id, string kind, int people, string region = "19.02", DateOnly? on = null)
    {
        _made++;
        var day = on ?? new DateOnly(2026, 3, 1);
        await WriterOf(who).SayAsync("masuk", new Effect.UseInvitation(await Stores.Invitations.CreateAsync(office, Access.Volunteer, 1, 3000, _now)));
        await WriterOf(who).SayAsync(
            "kirim",
            new Effect.SaveProfile(ProfileField.Lembaga, Lembaga[_made % 3]),
            new Effect.StartSubmission(id, "lapor", "1"),
            new Effect.RecordAnswer(id, "jenis", new AnswerValue.Choice(kind)),
            new Effect.RecordAnswer(id, "tanggal", new AnswerValue.Dates(day, day)),
            new Effect.RecordAnswer(id, "wilayah", new AnswerValue.Place(region)),
            new Effect.RecordAnswer(id, "peserta", new AnswerValue.Number(people)),
            new Effect.Submit(id) { Reports = true, IsReviewed = true });
        _reports.Add((who, id));
    }

    /// <summary>By the admin of the centre, who serves every office here. What does not wait is left as it is.</summary>
    private async Task ReviewAsync(string id, bool accepts)
    {
        var admin = WriterOf(Admin);
        if (admin.Load().IsNew)
            await admin.SayAsync("masuk", new Effect.UseInvitation(await Stores.Invitations.CreateAsync("BNN", Access.Admin, 1, 3000, _now)));
        await admin.CommitAsync("tinjau", new Effect.Office(new OfficeDeed.Review(id, accepts ? ReviewTrigger.Verify : ReviewTrigger.Reject, accepts ? null : "dua kali")));
    }

    private SortedDictionary<string, decimal> Figures(ImmutableArray<Output> outputs, string office, int year) =>
        new(Stores.Targets.Read(Scope.Server, office, year, withBelow: true, outputs)!.Outputs.Where(o => o.Output != "never").ToDictionary(o => o.Output, o => o.Realisation.Done), StringComparer.Ordinal);

    private Chat WriterOf(string who)
    {
        if (!_people.TryGetValue(who, out var chat))
            _people[who] = chat = NewChat($"{who}-{(_made * 100 + _people.Count).ToString(CultureInfo.InvariantCulture)}");
        chat.Now = _now;
        return chat;
    }

    private static Output Of(string id, OutputSource source) =>
        new() { Id = id, Title = new LocalText(id, null), Unit = new LocalText("x", null), Sources = [source] };
}
