using System.Diagnostics;

namespace KotanBot.Tests.Media;

/// <summary>A foreign program that judges our files. Where it is not installed, the test is skipped and says so.</summary>
internal static class Tool
{
    public const string ExifTool = "exiftool";

    public const string Vips = "vips";

    public const string VipsThumbnail = "vipsthumbnail";

    public const string ZbarImg = "zbarimg";

    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    public static void Require(params string[] names) =>
        Assert.SkipUnless(names.All(Has), $"needs {string.Join(" and ", names)} (Debian's libimage-exiftool-perl, libvips-tools, zbar-tools)");

    public static void RequireCharts() => Assert.SkipUnless(Has(KotanBot.Charts.PngPicture.Program), $"needs {KotanBot.Charts.PngPicture.Program} (Debian's librsvg2-bin)");

    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{name} {string.Join(' ', arguments)}: {await errors}");
        return output;
    }
}
