using KotanBot.Tests.Host;

namespace KotanBot.Tests.Site;

/// <summary><c>kotanbot admin-link</c> as whoever has the machine meets it.</summary>
public sealed class AdminLinkVerbTests
{
    [Fact]
    public async Task Prints_an_address_alone()
    {
        using var folder = new TempFolder();

        var made = await KotanProcess.RunAsync("admin-link", "--satker", "BNNK-19.02", "--data", folder.Data);

        Assert.Equal(0, made.ExitCode);
        Assert.Matches(@"^http://localhost:5080/admin/enter\?k=[A-Za-z0-9_-]{43}\s*$", made.Output);
    }

    [Fact]
    public async Task Refuses_an_unknown_office()
    {
        using var folder = new TempFolder();

        var refused = await KotanProcess.RunAsync("admin-link", "--satker", "BNNK-99", "--data", folder.Data);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("satker BNNK-99 is unknown", refused.Error);
    }
}
