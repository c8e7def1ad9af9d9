using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;
using KotanBot.Tests.DirectLine;

namespace KotanBot.Tests.Telegram;

/// <summary>What the bot says: everything of the golden conversations, every shipped question in both languages, and the worst that chance finds.</summary>
internal static class TelegramWirePrompts
{
    private static readonly Lazy<DefinitionSet> Read = new(() => DefinitionFiles.Load(Path.Combine(RepositoryFiles.Root, "dialogs")));

    public static DefinitionSet Definitions => Read.Value;

    /// <summary>The words and choices that the transcripts prove; what they do not write down is tried both ways.</summary>
    public static IEnumerable<Prompt> Said() => Transcripts().SelectMany(Bot).SelectMany(Variants);

    public static IEnumerable<Prompt> Shipped() =>
        from dialog in Definitions.Dialogs
        from step in dialog.Steps
        from language in (string[])[Languages.Indonesian, Languages.English]
        select new Prompt(step.Text.In(language))
        {
            Kind = PromptKind.Question,
            Help = step.Help is not null,
            Many = step is ChooseManyStep,
            Choices = step switch
            {
                ChooseStep choose => [.. choose.Options.Select(o => new PromptChoice(o.Key, o.Label.In(language)))],
                ChooseManyStep many => [.. many.Options.Select(o => new PromptChoice(o.Key, o.Label.In(language)))],
                _ => [],
            },
        };

    public static IEnumerable<Prompt> Random(int count)
    {
        var random = new Random(31_07);
        for (var i = 0; i < count; i++)
            yield return new Prompt(Text(random, random.Next(10) == 0 ? 20_000 : 600))
            {
                Help = random.Next(2) == 0,
                Many = random.Next(4) == 0,
                Choices = [.. Enumerable.Range(0, random.Next(5) == 0 ? random.Next(60) : random.Next(9)).Select(_ => new PromptChoice(Text(random, 40), Text(random, random.Next(3) == 0 ? 300 : 12)))],
            };
    }

    public static string Text(Random random, int most)
    {
        string[] pieces = ["kegiatan", "a", "<b>", "</b>", "&amp;", "&", "\"", "'", "<script>", "\n", "\n\n", "\r\n", "\t", " ", " ", " ", "😀", "\uD83D", "\uDE00", "\u0007", "\u0000", "\u200B", "e\u0301", "*_[]()~`#+-=|{}.!\\", "𝟜", new('x', 900)];
        var length = random.Next(most);
        var text = "";
        while (text.Length < length)
            text += pieces[random.Next(pieces.Length)];
        return text;
    }

    public static StoredMessage Message(Prompt prompt, long turn = 3, long ordinal = 9) =>
        new("stored-id", new ChannelAddress("telegram", "700100200"), ordinal, turn, FromPerson: false, DateTimeOffset.UnixEpoch, prompt, null, null);

    private static IEnumerable<string> Transcripts() => ((string[])["tests/transcripts", "dialogs/demo"])
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, f), "*.chat", SearchOption.AllDirectories));

    private static IEnumerable<Prompt> Bot(string file)
    {
        var lines = new List<string>();
        foreach (var line in File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (lines.Count > 0 && !line.StartsWith("  ", StringComparison.Ordinal))
            {
                yield return Parse(lines);
                lines.Clear();
            }

            if (line.StartsWith("bot: ", StringComparison.Ordinal))
                lines.Add(line[5..]);
            else if (lines.Count > 0)
                lines.Add(line == "  ~" ? "" : line[2..]);
        }
    }

    private static Prompt Parse(List<string> lines)
    {
        var text = lines.Count;
        while (text > 1 && lines[text - 1].StartsWith('[') && lines[text - 1].Contains("] ", StringComparison.Ordinal))
            text--;
        return new Prompt(string.Join('\n', lines.Take(text)))
        {
            Choices = [.. lines.Skip(text).Select(l => new PromptChoice(l[1..l.IndexOf("] ", StringComparison.Ordinal)], l[(l.IndexOf("] ", StringComparison.Ordinal) + 2)..]))],
        };
    }

    private static IEnumerable<Prompt> Variants(Prompt prompt) => [prompt, prompt with { Help = true }, prompt with { Many = true }, prompt with { Many = true, Help = true }];
}
