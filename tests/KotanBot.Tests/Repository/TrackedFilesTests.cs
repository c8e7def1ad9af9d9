using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace KotanBot.Tests.Repository;

/// <summary>What must never be committed. The patterns do not match their own source.</summary>
public sealed partial class TrackedFilesTests
{
    private const int LargestTextFile = 2_000_000;

    [Fact]
    public void No_tracked_file_holds_a_secret_a_machine_path_or_a_registry_host()
    {
        var found = new List<string>();
        foreach (var (file, text) in TrackedTexts())
            foreach (var (what, pattern) in new[] { ("a private key", PrivateKey()), ("a token", Token()), ("a machine path", MachinePath()), ("a registry host", RegistryHost()) })
                foreach (Match match in pattern.Matches(text))
                    found.Add($"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {what}");
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("-----BEGIN", " RSA PRIVATE KEY-----")]
    [InlineData("ghp", "_0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("AKIA", "ABCDEFGHIJKLMNOP")]
    [InlineData("cd /wor", "k/main && ls")]
    [InlineData("\"/roo", "t/.nuget\"")]
    [InlineData("/hom", "e/rina/KotanBot")]
    [InlineData("https://api.nuget", ".org/v3/index.json")]
    [InlineData("https://registry.npm", "js.org/x")]
    [InlineData("http://deb.debian", ".org/debian")]
    public void The_scan_finds_what_it_looks_for(string first, string second)
    {
        var text = first + second;
        Assert.True(PrivateKey().IsMatch(text) || Token().IsMatch(text) || MachinePath().IsMatch(text) || RegistryHost().IsMatch(text));
    }

    [Fact]
    public void Scripts_can_be_run_and_are_sound()
    {
        foreach (var script in new[] { "run.sh", "test.sh", ".ci/run" })
        {
            if (!OperatingSystem.IsWindows())
                Assert.True(File.GetUnixFileMode(Docs.PathOf(script)).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable");
            var (code, _, error) = Run("bash", "-n", script);
            Assert.Equal((0, ""), (code, error));
        }
    }

    private static IEnumerable<(string File, string Text)> TrackedTexts()
    {
        var (code, names, error) = Run("git", "ls-files", "-z");
        Assert.True(code == 0, error);
        var files = names.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("README.md", files);
        foreach (var file in files.Where(f => File.Exists(Docs.PathOf(f)) && new FileInfo(Docs.PathOf(f)).Length <= LargestTextFile))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(Docs.PathOf(file)));
            if (!text.Contains('\0'))
                yield return (file, text);
        }
    }

    private static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = Docs.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [GeneratedRegex("-----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\bghp_[A-Za-z0-9]{36}|\bAKIA[0-9A-Z]{16}\b")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![\w.~*])/(?:work|root|home/[a-z]\w*|Users/[A-Za-z]\w*)/[\w.]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"nuget\.org|npmjs\.(?:org|com)|deb\.debian\.org|pypi\.org|proxy\.golang\.org")]
    private static partial Regex RegistryHost();
}
