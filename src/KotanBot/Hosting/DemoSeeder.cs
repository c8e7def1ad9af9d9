using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Fills a data folder for trying things out: the reusable codes <c>DEMO</c> for a volunteer, <c>RESPONDEN</c> for a respondent and <c>DEMOADMIN</c> for an admin, and the demo
/// transcripts played through the real turn path at the time they tell. Every line has a key, so a second start, or one after a crash, adds only what is missing.
/// </summary>
public sealed class DemoSeeder(OpenedGateway gateway, MessageSender sender, ILoggerFactory logging)
{
    public const string Code = "DEMO";

    public const string RespondentCode = "RESPONDEN";

    public const string AdminCode = "DEMOADMIN";

    private static readonly (string Code, string Role)[] Codes = [(Code, "penggiat"), (RespondentCode, "respondent"), (AdminCode, "admin")];

    /// <summary>What people of an office do with the reports of the other transcripts, played after them.</summary>
    private const string OfficeFolder = "kantor";

    private const string DemoSatker = "BNNK-19.02";
    private const int ManyUses = 1_000_000;
    private const int ManyDays = 3_650;
    private const int MostRead = 10_000;

    private readonly DemoClock _clock = new(gateway.Options.TimeProvider);
    private readonly ILogger _logger = logging.CreateLogger<DemoSeeder>();

    public async Task SeedAsync()
    {
        foreach (var (code, role) in Codes)
            await CreateDemoCodeAsync(code, role);
        var folder = Path.Combine(gateway.Options.DefinitionsPath, DefinitionFiles.DemoFolder);
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Files(folder).Concat(Files(Path.Combine(folder, OfficeFolder))))
            await PlayAsync(Path.GetRelativePath(folder, file).Replace('\\', '/'), await File.ReadAllLinesAsync(file));
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.chat").Order(StringComparer.Ordinal) : [];

    private async Task CreateDemoCodeAsync(string code, string role)
    {
        try
        {
            await gateway.Stores.Invitations.CreateAsync(DemoSatker, role, ManyUses, ManyDays, gateway.Options.TimeProvider.GetUtcNow(), code);
        }
        catch (ArgumentException)
        {
            // The code exists since an earlier start, and one without the demo may have closed it.
            await gateway.Stores.Invitations.EndAtAsync(code, gateway.Options.TimeProvider.GetUtcNow().AddDays(ManyDays));
        }
    }

    /// <summary>For a start without the demo: codes that everybody knows must not stay open because somebody once tried things out.</summary>
    public async Task CloseAsync()
    {
        var closed = new List<string>();
        foreach (var (code, _) in Codes)
            if (await gateway.Stores.Invitations.EndAtAsync(code, DateTimeOffset.UnixEpoch))
                closed.Add(code);
        if (closed.Count > 0)
            _logger.LogWarning("The codes {Codes} of an earlier start with --demo are closed; only --demo opens them. The demo data stays", string.Join(", ", closed));
    }

    private async Task PlayAsync(string file, string[] lines)
    {
        if (WasPlayed(file, lines))
            return;
        var runner = gateway.CreateRunner(sender, logging, _clock);
        _clock.Now = null;
        ChannelAddress? person = null;
        var fresh = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            switch (DemoLine.Read($"{file}:{i + 1}", lines[i]))
            {
                case DemoLine.Person introduced:
                    person = new ChannelAddress(LogOnlyChannel.Demo, introduced.Name);
                    await JoinAsync(person, introduced, $"{file}:{i + 1}");
                    break;
                case DemoLine.Now now:
                    _clock.Now = now.At;
                    break;
                case DemoLine.Says when person is null:
                    throw new RefusedException($"{file}:{i + 1}: nobody speaks yet; write @person first");
                case DemoLine.Says says:
                    var outcome = await runner.HandleAsync(new InboundMessage(person, $"{file}:{i + 1}", new Input.Text(says.Text), says.Text), CancellationToken.None);
                    fresh += outcome is TurnOutcome.Done ? 1 : 0;
                    break;
            }
        }
        if (fresh > 0)
            _logger.LogInformation("Played {Lines} lines of demo {File}", fresh, file);
    }

    /// <summary>Spares a start the turns of a transcript whose last line is in the log already.</summary>
    private bool WasPlayed(string file, string[] lines)
    {
        var read = lines.Select((line, i) => (Line: DemoLine.Read($"{file}:{i + 1}", line), Key: $"{file}:{i + 1}")).ToList();
        var person = read.Select(l => l.Line).OfType<DemoLine.Person>().LastOrDefault();
        var last = read.LastOrDefault(l => l.Line is DemoLine.Says).Key;
        return person is not null
            && gateway.Stores.Messages.ReadAfter(new ChannelAddress(LogOnlyChannel.Demo, person.Name), 0, MostRead).Any(m => m.FromPerson && m.ClientKey == last);
    }

    /// <summary>Commits what a registration would, so that a transcript may begin with its report.</summary>
    private async Task JoinAsync(ChannelAddress address, DemoLine.Person person, string key)
    {
        if (gateway.Stores.Messages.Exists(address))
            return;
        var now = _clock.GetUtcNow();
        var code = await gateway.Stores.Invitations.CreateAsync(person.Satker, person.Role, 1, ManyDays, now);
        var before = gateway.Stores.Turns.Load(address);
        var joined = before.Conversation with { Turn = before.Conversation.Turn + 1, Ordinal = before.Conversation.Ordinal + 1 };
        Effect[] effects =
        [
            new Effect.UseInvitation(code),
            new Effect.SaveProfile(ProfileField.Consent, "demo"),
            new Effect.SaveProfile(ProfileField.Name, person.Name),
        ];
        var facts = gateway.Stores.Facts.Read(before, new FactsRequest(false, code), now);
        await gateway.Stores.Turns.CommitAsync(new TurnCommit(before, new TurnResult(joined, [.. effects]), facts, new Input.Joined(), new InboundMessage(address, key, new Input.Joined(), ""), now) { ReadFromLog = true });
    }

    private sealed class DemoClock(TimeProvider real) : TimeProvider
    {
        public DateTimeOffset? Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now ?? real.GetUtcNow();
    }
}
