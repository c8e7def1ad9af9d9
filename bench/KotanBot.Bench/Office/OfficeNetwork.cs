using System.Globalization;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Bench.Office;

/// <summary>
/// All offices that ship with an admin each, volunteers who joined through the gateway's own turns (so names and lembaga are sealed as ever),
/// and a year of reports. Only the reports are put in with SQL of the bench's own: writing half a million by turns would take an hour.
/// </summary>
internal sealed class OfficeNetwork : IAsyncDisposable
{
    /// <summary>A Wednesday; the reports lie in the year before it.</summary>
    private static readonly DateTimeOffset Today = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    /// <summary>Seven o'clock in WIB on the Monday after the week of <see cref="Today"/> began: the last of the three zones.</summary>
    public static readonly DateTimeOffset Monday = ReportWeek.Of(Today, 420).BeginsAt(420).AddHours(7);

    private static readonly string[] Lingkungan = ["pemerintah", "pendidikan", "swasta", "masyarakat"];

    private readonly OpenedGateway _gateway;
    private readonly MessageSender _sender;
    private readonly OfficeClock _clock;
    private int _keys;

    private OfficeNetwork(OpenedGateway gateway, OfficeClock clock)
    {
        _gateway = gateway;
        _clock = clock;
        _sender = gateway.CreateSender([], NullLoggerFactory.Instance);
        Runner = gateway.CreateRunner(_sender, NullLoggerFactory.Instance);
    }

    public TurnRunner Runner { get; }

    public Stores Stores => _gateway.Stores;

    public DialogShelf Dialogs => _gateway.Dialogs;

    public DefinitionSet Definitions => _gateway.Definitions;

    public ServedDefinitions Served => _gateway.Served;

    public DateTimeOffset Now => _clock.Now;

    public static async Task<OfficeNetwork> OpenAsync(string data, DateTimeOffset? now = null)
    {
        var clock = new OfficeClock(now ?? Today.AddDays(-371));
        var gateway = await OpenedGateway.TryOpenAsync(new GatewayOptions { DataPath = data, TimeProvider = clock });
        return new OfficeNetwork(gateway ?? throw new InvalidOperationException($"{data} is in use"), clock);
    }

    public async Task FillAsync(int volunteers, int reportsEach)
    {
        var satkers = Stores.Satkers.List();
        var codes = new Dictionary<string, string>();
        foreach (var satker in satkers)
        {
            codes[satker.Code] = await Stores.Invitations.CreateAsync(satker.Code, "penggiat", volunteers, 30, _clock.Now);
            await JoinAsync(AdminOf(satker.Code), await Stores.Invitations.CreateAsync(satker.Code, "admin", 1, 30, _clock.Now));
        }

        // The centre has no volunteers of its own; everybody else has equally many, eight in a lembaga.
        var homes = satkers.Where(s => s.Level != SatkerLevel.Pusat).ToList();
        await Parallel.ForAsync(0, volunteers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            var home = homes[i % homes.Count];
            await JoinAsync($"penggiat-{i}", codes[home.Code], $"Lembaga {i / homes.Count / 8} {home.Name}", Lingkungan[i / homes.Count / 8 % 4]);
        });
        _clock.Now = Today;
        await ReportAsync(reportsEach);
    }

    /// <summary>What <see cref="TallyJob"/> does every minute.</summary>
    public Task<int> TallyAsync() => Stores.Tallies.RefreshAsync(_gateway.Definitions.Outputs);

    public static string AdminOf(string satker) => $"admin-{satker}";

    /// <summary>One message, as the gateway answers it.</summary>
    public Task<TurnOutcome> SayAsync(string person, string text)
    {
        var key = Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture);
        return Runner.HandleAsync(new InboundMessage(new ChannelAddress(LogOnlyChannel.Terminal, person), key, new Input.Text(text), text), CancellationToken.None);
    }

    /// <summary>Volunteers tell where they come from.</summary>
    private async Task JoinAsync(string person, string code, params string[] whence)
    {
        foreach (var text in (string[])[$"/mulai {code}", "setuju", $"Nama {person}", .. whence, "id"])
            await SayAsync(person, text);
    }

    /// <summary>Spread over the year by a fixed rule, so that every run has the same; four in five are activities, the others null reports.</summary>
    private Task<int> ReportAsync(int reportsEach)
    {
        var (to, year) = (Today.ToUnixTimeMilliseconds(), (long)TimeSpan.FromDays(365).TotalMilliseconds);
        return Stores.Database.WriteAsync((connection, transaction) =>
        {
            foreach (var sql in FillSql)
                connection.Execute(sql, new { each = (long)reportsEach, to, year }, transaction);
            return 0;
        });
    }

    /// <summary>The moment of a person's k-th report, by primes that share no factor with each other.</summary>
    private const string At = "@to - (m.n * 7919000 + k * 1299709000 + k * m.n * 104729) % @year";

    private const string MakersSql = """
        create temp table maker as select row_number() over (order by id) as n, id, satker_code, lingkungan from person where role = 'penggiat'
        """;

    private const string ReportsSql = """
        with recursive times (k) as (select 1 union all select k + 1 from times where k < @each)
        insert into submission (id, person_id, dialog_id, dialog_hash, satker_code, lingkungan, status, review, started_at, submitted_at, changed_at)
        select 'bench-' || m.n || '-' || k, m.id, case when (m.n + k) % 5 = 0 then 'lapor-nihil' else 'lapor-kegiatan' end, '', m.satker_code, m.lingkungan, 'submitted',
            case when (m.n + k) % 5 <> 0 then 'verified' end,
        """ + " " + At + ", " + At + ", " + At + " from maker m cross join times";

    private const string AnswersSql = """
        insert into answer (submission_id, step_id, position, sequence, kind, choice, number, from_on, to_on, region_code)
        select s.id, q.step_id, 0, q.sequence, q.kind,
            case q.step_id when 'jenis' then case s.changed_at % 4 when 0 then 'tes-urine' when 1 then 'rapat' else 'sosialisasi' end
                when 'dana' then case s.changed_at % 5 when 0 then 'dipa' else 'swadaya' end when 'alasan' then 'waktu' when 'sasaran' then 'masyarakat' end,
            case q.step_id when 'peserta' then 10 + s.changed_at % 90 end,
            case when q.kind = 'dates' then date(s.changed_at / 1000, 'unixepoch') end,
            case when q.kind = 'dates' then date(s.changed_at / 1000, 'unixepoch') end,
            case q.step_id when 'wilayah' then case when s.satker_code like 'BNNK-%' then substr(s.satker_code, 6) when s.satker_code like 'BNNP-%' then substr(s.satker_code, 6) || '.01' else '31.71' end end
        from submission s join (
            select 'lapor-kegiatan' as dialog_id, 'jenis' as step_id, 1 as sequence, 'choice' as kind union all select 'lapor-kegiatan', 'tanggal', 2, 'dates'
            union all select 'lapor-kegiatan', 'wilayah', 3, 'place' union all select 'lapor-kegiatan', 'sasaran', 4, 'choices'
            union all select 'lapor-kegiatan', 'peserta', 5, 'number' union all select 'lapor-kegiatan', 'dana', 6, 'choice'
            union all select 'lapor-nihil', 'masa', 1, 'dates' union all select 'lapor-nihil', 'alasan', 2, 'choice') q on q.dialog_id = s.dialog_id
        where s.id like 'bench-%'
        """;

    /// <summary>What turns keep beside the reports.</summary>
    private const string LastSql = "update person set last_report_at = (select max(s.submitted_at) from submission s where s.person_id = person.id and s.id like 'bench-%') where role = 'penggiat'";

    private static readonly string[] FillSql = [MakersSql, ReportsSql, AnswersSql, LastSql, "drop table maker"];

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _gateway.DisposeAsync();
    }
}
