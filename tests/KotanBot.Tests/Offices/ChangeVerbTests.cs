using System.Text.Json.Nodes;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using KotanBot.Tests.Storage;

namespace KotanBot.Tests.Offices;

/// <summary><c>kotanbot change</c> as a person or a script meets it.</summary>
public sealed class ChangeVerbTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 7, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData(0, "Belum ada ukuran.")]
    [InlineData(4, "Perubahan klien IBM: belum cukup data, perlu paling sedikit 5 pasangan awal dan akhir.")]
    [InlineData(5, "Perubahan klien IBM (sementara – alat ukur belum resmi): 5 pasangan, rata-rata 1 menjadi 3, berubah +2 (galat baku 0).")]
    public async Task Tells_a_change_from_five_pairs_on(int pairs, string expected)
    {
        using var folder = new TempFolder();
        await MeasureAsync(folder, pairs);

        var told = await KotanProcess.RunAsync("change", "--satker", "BNNP-19", "--year", "2026", "--data", folder.Data);
        var json = await KotanProcess.RunAsync("change", "--satker", "BNNP-19", "--year", "2025", "--json", "--data", folder.Data);

        Assert.Equal(expected, Assert.Single(told.Lines, l => l.Length > 0));
        var before = JsonNode.Parse(json.Output)!["changes"]!.AsArray();
        Assert.All(before, c => Assert.Null(c!["meanChange"]));
    }

    private static async Task MeasureAsync(TempFolder folder, int pairs)
    {
        await using var stores = await Stores.OpenAsync(DataFolder.Open(folder.Data));
        await Seeds.EnsureAsync(stores.Database, null);
        var rina = new Chat(stores, "rina") { Now = Now.AddDays(-60) };
        await rina.SayAsync("/mulai", new Effect.UseInvitation(await stores.Invitations.CreateAsync("BNNK-19.02", Access.Officer, 1, 7, rina.Now)));
        for (var client = 1; client <= pairs; client++)
            foreach (var (moment, option, days) in new[] { ("awal", "a", -50), ("akhir", "c", -5) })
            {
                var id = $"{client}-{moment}";
                rina.Now = Now.AddDays(days).AddMinutes(client);
                await rina.SayAsync(
                    "kirim",
                    new Effect.StartSubmission(id, "ibm-ukur", "1") { FromOther = true },
                    new Effect.RecordAnswer(id, "saat", new AnswerValue.Choice(moment)),
                    new Effect.RecordAnswer(id, "kode", new AnswerValue.Choice($"HP-00{client}")),
                    new Effect.RecordAnswer(id, "tidur", new AnswerValue.Choice(option)),
                    new Effect.Submit(id));
            }
    }
}
