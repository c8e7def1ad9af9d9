using KotanBot.Site;
using KotanBot.Tests.DirectLine;
using KotanBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Site;

/// <summary>What the definitions' page says once somebody changed the files under a running server.</summary>
public sealed class ChangedDefinitionsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kotanbot-changed-");
    private RunningGateway? _running;

    private string Dialogs => Path.Combine(_folder.FullName, "dialogs");

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "dialogs"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Dialogs, Path.GetRelativePath(Path.Combine(RepositoryFiles.Root, "dialogs"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        _running = await RunningGateway.StartAsync(new GatewayOptions { DataPath = Path.Combine(_folder.FullName, "data"), DefinitionsPath = Dialogs, Urls = ["http://127.0.0.1:0"] });
    }

    public async ValueTask DisposeAsync()
    {
        await _running!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_changed_file_waits_for_a_restart_and_a_broken_one_is_told_with_its_line()
    {
        using var browser = new SiteBrowser(_running!.Url);
        await browser.EnterAsync(await SiteLinks.CreateAsync(_running.Services.GetRequiredService<OpenedGateway>().Stores, "BNN", TimeProvider.System));
        Assert.DoesNotContain("berkas berubah", (await browser.GetAsync("/admin/definitions")).Text);

        var file = Path.Combine(Dialogs, "bantuan.yaml");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text + "\n# another line\n", TestContext.Current.CancellationToken);
        var changed = (await browser.GetAsync("/admin/definitions")).Text;
        Assert.Contains("tidak ada masalah", changed);
        Assert.Contains("berkas berubah, berlaku setelah server dimulai lagi", changed);

        await File.WriteAllTextAsync(file, "dialog: bantuan\nnonsense: <b>1</b>\n", TestContext.Current.CancellationToken);
        var broken = await browser.GetAsync("/admin/definitions");
        Assert.Contains("Berkas di server sekarang punya masalah", broken.Text);
        Assert.Matches(@"bantuan\.yaml:\d+:\d+", broken.Text);
        Assert.DoesNotContain(_folder.FullName, broken.Html);
        Assert.DoesNotContain("<b>1</b>", broken.Html);
    }
}
