using KotanBot.Charts;
using KotanBot.Media;
using KotanBot.Tests.Host;
using KotanBot.Tests.Media;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Charts;

/// <summary>Charts as PNG: small, and never in the way of the text that they go with.</summary>
public sealed class PngPictureTests
{
    [Theory]
    [MemberData(nameof(ChartTests.Names), MemberType = typeof(ChartTests))]
    public async Task Every_chart_is_a_small_picture(string name)
    {
        Tool.RequireCharts();
        using var pictures = new PngPicture(PngPicture.Find(), NullLogger.Instance);

        var png = await pictures.TryMakeAsync(ChartSamples.All[name]().ToPicture(), TestContext.Current.CancellationToken);

        Assert.Equal("image/png", FileKind.Of(png));
        // Volunteers pay for their data.
        Assert.InRange(png!.Length, 500, 40_000);
        if (Environment.GetEnvironmentVariable("KOTANBOT_SHOW_CHARTS") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), png, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_the_program_there_is_no_picture_and_the_log_says_so_once()
    {
        using var log = new ListLogger();
        using var pictures = new PngPicture(null, log);

        Assert.Null(await pictures.TryMakeAsync("<svg/>", TestContext.Current.CancellationToken));
        Assert.Null(await pictures.TryMakeAsync("<svg/>", TestContext.Current.CancellationToken));

        Assert.Contains("rsvg-convert is not installed", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_svg_gives_no_picture()
    {
        Tool.RequireCharts();
        using var pictures = new PngPicture(PngPicture.Find(), NullLogger.Instance);

        Assert.Null(await pictures.TryMakeAsync("<svg", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_program_that_hangs_is_ended()
    {
        using var folder = new TempFolder();
        var (program, pid) = (Path.Combine(folder.Root, "slow"), Path.Combine(folder.Root, "pid"));
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho $$ > {pid}\nexec sleep 600\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var log = new ListLogger();
        using var pictures = new PngPicture(program, log, TimeSpan.FromSeconds(2));

        Assert.Null(await pictures.TryMakeAsync("<svg/>", TestContext.Current.CancellationToken));

        Assert.Single(log.Lines);
        var started = (await File.ReadAllTextAsync(pid, TestContext.Current.CancellationToken)).Trim();
        await Corpus.Eventually.TrueAsync(() => Gone(started), () => "it still runs");
    }

    private static bool Gone(string pid) => !File.Exists($"/proc/{pid}/status") || File.ReadAllText($"/proc/{pid}/status").Contains("State:\tZ", StringComparison.Ordinal);
}
