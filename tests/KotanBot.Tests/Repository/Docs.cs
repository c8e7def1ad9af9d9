using System.Text.RegularExpressions;

namespace KotanBot.Tests.Repository;

/// <summary>A fenced block of a document: its language, the words after it, its text and what stands right below it.</summary>
internal sealed record DocBlock(string Language, string Note, string Text);

/// <summary>The repository as its readers see it, found upwards from the test's own folder.</summary>
internal static partial class Docs
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static string Read(string name) => File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n");

    public static IReadOnlyList<DocBlock> Blocks(string document) =>
        [.. Fence().Matches(Read(document)).Select(m => new DocBlock(m.Groups["language"].Value, m.Groups["note"].Value.Trim(), m.Groups["text"].Value))];

    /// <summary>The text below a heading of any level up to the next heading of the same or a higher level.</summary>
    public static string Section(string document, string heading)
    {
        var text = Read(document);
        // A comment in a block looks like a heading.
        var prose = Fence().Replace(text, m => new string('.', m.Length));
        var start = Regex.Match(prose, $"^(#+) {Regex.Escape(heading)}\n", RegexOptions.Multiline);
        Assert.True(start.Success, $"{document} has no heading '{heading}'");
        var from = start.Index + start.Length;
        var end = Regex.Match(prose[from..], $"^#{{1,{start.Groups[1].Length}}} ", RegexOptions.Multiline);
        return end.Success ? text.Substring(from, end.Index) : text[from..];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KotanBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the repository");
    }

    [GeneratedRegex("^```(?<language>[a-z]+)(?<note>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
