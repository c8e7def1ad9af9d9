using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot.Bench.Office;

/// <summary>
/// Reports of eight answers each, two of them texts that are sealed with the reporter's key, by people of all offices whose lembaga is sealed too. They go through
/// the store of turns, as effects that an engine would have decided, so that every row is as a gateway writes it.
/// </summary>
internal static class ExportFill
{
    public const int AnswersOfReport = 8;

    private const int ReportsOfPerson = 60;
    private const int AtOnce = 64;

    private static readonly DateTimeOffset Begin = new(2026, 1, 5, 3, 0, 0, TimeSpan.Zero);

    private static readonly string[] Kinds = ["sosialisasi", "tes-urine", "rapat", "pelatihan"];

    public static async Task RunAsync(string data, int answers)
    {
        await using var writable = await WritableStores.TryOpenAsync(DataFolder.Open(data), ShippedFiles.Dialogs) ?? throw new InvalidOperationException($"{data} is in use");
        var stores = writable.Stores;
        var homes = stores.Satkers.List().Where(s => s.RegionCode is not null).ToList();
        var people = Math.Max(1, answers / AnswersOfReport / ReportsOfPerson);
        await Parallel.ForAsync(0, people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var (home, key) = (homes[i % homes.Count], 0);
            var address = new ChannelAddress(LogOnlyChannel.Terminal, $"penggiat-{i}");
            var code = await stores.Invitations.CreateAsync(home.Code, "penggiat", 1, 30, Begin);
            Task SayAsync(DateTimeOffset at, params Effect[] effects) => CommitAsync(stores, address, $"{i}-{key++}", at, effects);
            await SayAsync(Begin, new Effect.UseInvitation(code), new Effect.SaveProfile(ProfileField.Lembaga, $"Lembaga {i} {home.Name}"), new Effect.SaveProfile(ProfileField.Lingkungan, "masyarakat"));
            for (var k = 0; k < ReportsOfPerson; k++)
                await SayAsync(Begin.AddDays(5 * k).AddMinutes(i), Report($"bench-{i}-{k}", i + k, home.RegionCode!));
        });
    }

    private static Effect[] Report(string id, int n, string region) =>
    [
        new Effect.StartSubmission(id, "lapor-kegiatan", "h"),
        Answer(id, "jenis", new AnswerValue.Choice(Kinds[n % Kinds.Length])),
        Answer(id, "tanggal", new AnswerValue.Dates(new DateOnly(2026, 1, 1).AddDays(n % 300), new DateOnly(2026, 1, 1).AddDays(n % 300))),
        Answer(id, "wilayah", new AnswerValue.Place(region)),
        Answer(id, "tempat", new AnswerValue.Text(string.Create(CultureInfo.InvariantCulture, $"Balai pertemuan \"Karya Bakti\", RT {n % 40}"))),
        Answer(id, "sasaran", new AnswerValue.Choices(["pendidikan", "masyarakat"])),
        n % 9 == 0 ? Answer(id, "peserta", new AnswerValue.Skipped(SkipReasons.DoesNotKnow)) : Answer(id, "peserta", new AnswerValue.Number(10 + (n % 200), n % 3 == 0)),
        Answer(id, "dana", new AnswerValue.Choice(n % 5 == 0 ? "dipa" : "swadaya")),
        Answer(id, "hasil", new AnswerValue.Text("Peserta bertanya tentang bahaya narkoba; kepala desa berjanji membuat aturan desa dan relawan baru mendaftar.")),
        new Effect.Submit(id) { IsReviewed = true },
    ];

    private static Effect.RecordAnswer Answer(string id, string step, AnswerValue value) => new(id, step, value);

    private static async Task CommitAsync(Stores stores, ChannelAddress address, string key, DateTimeOffset at, Effect[] effects)
    {
        var before = stores.Turns.Load(address);
        var after = before.Conversation with { Turn = before.Conversation.Turn + 1, Ordinal = before.Conversation.Ordinal + 1 };
        var inbound = new InboundMessage(address, key, new Input.Text("kirim"), "kirim");
        var committed = await stores.Turns.CommitAsync(new TurnCommit(before, new TurnResult(after, [.. effects]), stores.Facts.Read(before, FactsRequest.Usual, at), inbound.Input, inbound, at));
        if (committed is not CommitResult.Committed)
            throw new InvalidOperationException($"{key} was not committed: {committed}");
    }
}
