using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Host;

public sealed class DemoSeederTests
{
    private static readonly ChannelAddress Siti = new(LogOnlyChannel.Demo, "Siti Aminah");

    [Fact]
    public async Task Plays_a_transcript_once_at_the_time_it_tells_for_a_registered_person()
    {
        using var folder = new TempFolder();
        var demo = Directory.CreateDirectory(Path.Combine(folder.Root, "dialogs", DefinitionFiles.DemoFolder));
        CopyDefinitions(Path.Combine(folder.Root, "dialogs"));
        await File.WriteAllTextAsync(Path.Combine(demo.FullName, "a.chat"), "# a comment\n@now 2021-11-03T09:00:00+07:00\n@person Siti Aminah satker=BNNK-19.02 role=penggiat\nuser: /bantuan\nbot: whatever\n");
        Facts? known = null;
        var options = new GatewayOptions
        {
            DataPath = folder.Data,
            DefinitionsPath = Path.Combine(folder.Root, "dialogs"),
            RunTurn = (_, conversation, facts, input, _) =>
            {
                known = facts;
                return TurnStage.Echo(conversation, input);
            },
        };

        await SeedAsync(options);
        await SeedAsync(options);

        await using var gateway = (await OpenedGateway.TryOpenAsync(options))!;
        var log = gateway.Stores.Messages.ReadAfter(Siti, 0, 100);
        Assert.Equal(["/bantuan", "/bantuan"], log.Skip(1).Select(m => m.Text ?? m.Prompt!.Text));
        Assert.All(log, m => Assert.Equal(new DateTimeOffset(2021, 11, 3, 2, 0, 0, TimeSpan.Zero), m.At));
        Assert.Equal("penggiat", known!.Role);
        Assert.Equal("BNNK-19.02", known.Satker!.Code);
        Assert.Equal("Siti Aminah", known.Name);
    }

    /// <summary>What the head of BNNK Belitung told the press of 2021, from accepted reports alone: nothing of it is entered by hand.</summary>
    [Fact]
    public async Task Shows_the_targets_of_Belitung_of_2021_and_what_was_done()
    {
        using var folder = new TempFolder();
        var options = new GatewayOptions { DataPath = folder.Data };
        await SeedAsync(options);

        await using var gateway = (await OpenedGateway.TryOpenAsync(options))!;
        var facts = gateway.Stores.Targets.Read(Scope.Server, "BNNK-19.02", 2021, withBelow: false, gateway.Definitions.Outputs)!;

        Assert.Equal(
        [
            ("ketahanan-keluarga", 5m, 10m, 200m),
            ("advokasi-keluarga", 2m, 2m, 100m),
            ("remaja-teman-sebaya", 10m, 10m, 100m),
            ("advokasi-kotan", 4m, 4m, 100m),
            ("petugas-ibm", 5m, 10m, 200m),
            ("rawat-jalan", 30m, 42m, 140m),
            ("pascarehabilitasi", 10m, 14m, 140m),
            ("asesmen-terpadu", 3m, 6m, 200m),
        ],
        facts.Outputs.Where(o => o.Target is not null).Select(o => (o.Output, o.Target!.Value, o.Counted, o.Realisation.Percent!.Value)));
        Assert.All(facts.Outputs, o => Assert.Null(o.Entered));
        var told = gateway.Stores.Messages.ReadAfter(new ChannelAddress(LogOnlyChannel.Demo, "Kepala Belitung"), 0, 1000)[^1].Prompt!.Text;
        Assert.Contains("- Rehabilitasi rawat jalan: 42 dari 30 orang (140 %)", told, StringComparison.Ordinal);
        Assert.Contains("- Unit IBM: 1 unit, target belum diisi", told, StringComparison.Ordinal);
        Assert.Contains("- Desa Bersinar dipantau: 2 pemantauan, target belum diisi", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_without_the_demo_closes_its_code_once_and_one_with_it_opens_it_again()
    {
        using var folder = new TempFolder();
        await using var gateway = (await OpenedGateway.TryOpenAsync(new GatewayOptions { DataPath = folder.Data, TimeProvider = new ManualClock() }))!;
        var log = new ListLogger();
        await using var sender = gateway.CreateSender([], log);
        var seeder = new DemoSeeder(gateway, sender, log);
        await seeder.CloseAsync();
        Assert.Empty(log.Lines);
        await seeder.SeedAsync();
        Assert.Equal(InvitationState.Valid, StateOf(gateway));
        log.Lines.Clear();

        await seeder.CloseAsync();
        await seeder.CloseAsync();

        Assert.Equal(InvitationState.Expired, StateOf(gateway));
        Assert.Contains("DEMO, RESPONDEN, DEMOADMIN", Assert.Single(log.Lines), StringComparison.Ordinal);
        await seeder.SeedAsync();
        Assert.Equal(InvitationState.Valid, StateOf(gateway));
    }

    private static InvitationState StateOf(OpenedGateway gateway)
    {
        var somebody = gateway.Stores.Turns.Load(new ChannelAddress(LogOnlyChannel.Terminal, "somebody"));
        return gateway.Stores.Facts.Read(somebody, new FactsRequest(false, DemoSeeder.Code), gateway.Options.TimeProvider.GetUtcNow()).Invitation!.State;
    }

    private static async Task SeedAsync(GatewayOptions options)
    {
        await using var gateway = (await OpenedGateway.TryOpenAsync(options))!;
        await using var sender = gateway.CreateSender([], NullLoggerFactory.Instance);
        await new DemoSeeder(gateway, sender, NullLoggerFactory.Instance).SeedAsync();
    }

    private static void CopyDefinitions(string target)
    {
        foreach (var file in Directory.EnumerateFiles(ShippedFiles.Dialogs, "*", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}{DefinitionFiles.DemoFolder}{Path.DirectorySeparatorChar}")))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(ShippedFiles.Dialogs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
