using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Site;
using KotanBot.Storage;
using KotanBot.Tests.DirectLine;
using KotanBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Site;

/// <summary>What was published is there after a restart; what does not fit the files of an upgrade waits and stops nothing.</summary>
public sealed class FormRestartTests : IAsyncLifetime
{
    private const string Office = "BNNK-19.02";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kotanbot-forms-");

    private string Dialogs => Path.Combine(_folder.FullName, "dialogs");

    public ValueTask InitializeAsync()
    {
        var shipped = Path.Combine(RepositoryFiles.Root, "dialogs");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Dialogs, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_same_forms_are_served_after_a_restart_and_after_an_upgrade_those_that_still_fit()
    {
        await using (var first = await StartAsync())
        {
            await PublishAsync(first, Office, FormStage.Market);
            await PublishAsync(first, Office, FormStage.Named(FormStage.Market, "kios"));
            await PublishAsync(first, "BNN", await NihilAsync());
            await JoinAsync(first, "rina");
            Assert.Contains("Bagaimana caranya?", await SayAsync(first, "rina", "/kios"));
        }

        await using (var second = await StartAsync())
        {
            Assert.Empty(Served(second).Unfit);
            Assert.Contains("Berapa pedagang", await SayAsync(second, "rina", "keliling"));
            Assert.Contains("Kapan kosongnya?", await SayAsync(second, "rina", "/nihil"));
        }

        // The upgrade brings a form of its own that takes the command of one, and a null report that another version of outputs.yaml needs.
        await File.WriteAllTextAsync(Path.Combine(Dialogs, "pasar-nasional.yaml"), FormStage.Market.Replace("lapor-pasar", "pasar-nasional", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var third = await StartAsync();

        var unfit = Assert.Single(Served(third).Unfit);
        Assert.Equal("lapor-pasar", unfit.Form.DialogId);
        Assert.Contains("Kapan kosongnya?", await SayAsync(third, "rina", "/batal", "ya", "/nihil"));
        using var browser = new SiteBrowser(third.Url);
        await browser.EnterAsync(await SiteLinks.CreateAsync(Stores(third), Office, TimeProvider.System));
        Assert.Contains("tidak cocok lagi", (await browser.GetAsync(FormStage.Page)).Text);
        Assert.Contains("sudah dipakai", (await browser.GetAsync(FormStage.Page + "/lapor-pasar")).Text);
    }

    private async Task<string> NihilAsync() =>
        (await File.ReadAllTextAsync(Path.Combine(Dialogs, "lapor-nihil.yaml"), TestContext.Current.CancellationToken)).Replace("Tidak ada kegiatan pada masa apa?", "Kapan kosongnya?", StringComparison.Ordinal);

    private Task<RunningGateway> StartAsync() =>
        RunningGateway.StartAsync(new GatewayOptions { DataPath = Path.Combine(_folder.FullName, "data"), DefinitionsPath = Dialogs, Urls = ["http://127.0.0.1:0"] });

    private static ServedDefinitions Served(RunningGateway gateway) => gateway.Services.GetRequiredService<ServedDefinitions>();

    private static Stores Stores(RunningGateway gateway) => gateway.Services.GetRequiredService<OpenedGateway>().Stores;

    private static async Task PublishAsync(RunningGateway gateway, string satker, string text)
    {
        var office = Stores(gateway).Satkers.Find(satker)!;
        var visitor = new SiteVisitor("server", new Facts { Role = Access.Admin, Satker = new SatkerFacts(office.Code, office.Name, office.RegionCode) }, "id");
        var desk = gateway.Services.GetRequiredService<FormDesk>();
        var outcome = await desk.PublishAsync(visitor, desk.Try(visitor, satker, text), DateTimeOffset.UtcNow);
        Assert.True(outcome.IsDone, string.Join('\n', outcome.Issues));
    }

    private static async Task JoinAsync(RunningGateway gateway, string person)
    {
        var code = await Stores(gateway).Invitations.CreateAsync(Office, "penggiat", 1, 7, DateTimeOffset.UtcNow);
        await SayAsync(gateway, person, $"/mulai {code}", "setuju", "Rina", "Karang Taruna", "pendidikan", "id");
    }

    private static async Task<string> SayAsync(RunningGateway gateway, string person, params string[] lines)
    {
        IReadOnlyList<string> said = [];
        foreach (var line in lines)
            said = await TerminalTalk.SayAsync(gateway.Services.GetRequiredService<TurnRunner>(), new ControlMessage(person, line, Guid.NewGuid().ToString("N")));
        return string.Join('\n', said);
    }
}
