using System.Globalization;
using System.Text;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>
/// A golden conversation. Lines: <c>@now ISO</c>, <c>@facts key=value …</c>,
/// <c>@entry ID REGISTER REGION NAME</c> (what the person's office wrote down), <c>@person NAME satker=CODE role=ROLE</c>, <c>@wake</c>, <c>user: text</c>,
/// <c>press: label or key</c>, <c>press-old: key</c>, <c>photo: id</c>, <c>photo: id album=NAME caption=words</c>, <c>place: lat, lon</c>,
/// <c>kind: voice</c>, <c>joined:</c>, <c>repeat: n text</c>, <c>edit: what was sent => what it says now</c>,
/// <c>reply: words of an earlier prompt => text</c>, <c>lost: id</c> (a photo that could not be fetched); what follows with two blanks or <c>bot:</c>/<c>do:</c> is what the bot must say
/// and do, in order and complete.
/// </summary>
public sealed class Transcript(string text)
{
    private readonly StringBuilder _played = new();

    /// <summary>The file's stimuli, each followed by what really happened.</summary>
    public static string Play(string text, Func<Player> start) => new Transcript(text).Play(start());

    private string Play(Player player)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (IsExpectation(line))
                continue;
            if (line.Length == 0)
            {
                if (_played.Length > 0 && !_played.ToString().EndsWith("\n\n", StringComparison.Ordinal))
                    _played.Append('\n');
                continue;
            }

            _played.Append(line).Append('\n');
            if (line[0] == '#')
                continue;
            foreach (var happened in player.Take(line))
                _played.Append(happened).Append('\n');
        }

        return _played.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>What the bot said, with its choices; continuation lines are indented by two blanks.</summary>
    public static string Line(Prompt said) =>
        "bot: " + said.Text.Replace("\n", "\n  ", StringComparison.Ordinal) + string.Concat(said.Choices.Select(c => $"\n  [{c.Key}] {c.Label}"))
        + (said.Attached is { } file ? $"\n  + {(file.IsPicture ? "picture" : "document")} {file.FileName} ({file.Ref}): {file.Label}" : "");

    /// <summary>The lines as they stand in a file, where an empty one would end the expectation.</summary>
    public static string[] Lines(string happened) => [.. happened.Split('\n').Select(l => l.Trim().Length == 0 ? "  ~" : l)];

    public static bool IsExpectation(string line) =>
        line.StartsWith("bot:", StringComparison.Ordinal) || line.StartsWith("do:", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal);
}

/// <summary>One side of a transcript: takes a stimulus line and says what happened, line by line.</summary>
public abstract class Player
{
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    public IEnumerable<string> Take(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (line[0] == '@')
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (name, rest) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
            if (name == "@now")
                Now = DateTimeOffset.Parse(rest, CultureInfo.InvariantCulture);
            else if (name == "@facts")
                SetFacts(rest);
            else if (name == "@entry" && rest.Split(' ', 4) is [var id, var register, var region, var called])
                WriteDown(register, new EntryLine(id, called, region, null));
            else if (name == "@person")
                SetFacts("name=" + rest);
            else if (name == "@wake")
                return Send(new Input.Timeout(), "");
            else
                throw new FormatException($"unknown directive: {line}");
            return [];
        }

        var value = colon < 0 ? "" : line[(colon + 1)..].Trim(' ');
        return line[..Math.Max(0, colon)] switch
        {
            "user" => Send(new Input.Text(Unescape(value)), value),
            "repeat" => Repeat(value),
            "press" => Send(PressOf(value, stale: false), value),
            "press-old" => Send(PressOf(value, stale: true), value),
            "photo" => Send(PhotoOf(value), value),
            "edit" => Send(new Input.Edit(RefOfOwn(Before(value)), After(value)), After(value)),
            "reply" => Send(new Input.Reply(RefOfPrompt(Before(value)), After(value)), After(value)),
            "lost" => Send(new Input.MediaLost([.. value.Split(' ')]), value),
            "place" => Send(PlaceOf(value), value),
            "kind" => Send(KindOf(value), value),
            "joined" => Send(new Input.Joined(), value),
            _ => throw new FormatException($"unknown line: {line}"),
        };
    }

    protected abstract void SetFacts(string pairs);

    /// <summary>Makes an entry of the person's office.</summary>
    protected abstract void WriteDown(string register, EntryLine entry);

    protected abstract IEnumerable<string> Send(Input input, string shown);

    protected abstract Input PressOf(string label, bool stale);

    /// <summary>The channel's name of the person's newest message of these words.</summary>
    protected abstract string RefOfOwn(string shown);

    /// <summary>The channel's name of the newest prompt that holds these words.</summary>
    protected abstract string RefOfPrompt(string part);

    private static string Before(string value) => value[..value.IndexOf(" => ", StringComparison.Ordinal)];

    private static string After(string value) => value[(value.IndexOf(" => ", StringComparison.Ordinal) + 4)..];

    private static (string Before, string? Value) Cut(string text, string name)
    {
        var place = text.IndexOf(name, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + name.Length)..]);
    }

    private static Input.Unsupported KindOf(string value)
    {
        var (kind, album) = Cut(value, " album=");
        return new Input.Unsupported(kind) { Album = album };
    }

    private static Input.Photos PhotoOf(string value)
    {
        var (rest, caption) = Cut(value, " caption=");
        var (id, album) = Cut(rest, " album=");
        return new Input.Photos([id], caption) { Album = album };
    }

    private IEnumerable<string> Repeat(string value)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        var times = int.Parse(value[..space], CultureInfo.InvariantCulture);
        return Send(new Input.Text(string.Concat(Enumerable.Repeat(value[(space + 1)..], times))), value);
    }

    private static Input.Place PlaceOf(string value)
    {
        var parts = value.Split(',');
        return new Input.Place(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary><c>\n</c>, <c>\t</c> and <c>\u0007</c> stand for the characters, so that a transcript stays readable.</summary>
    private static string Unescape(string value) => System.Text.RegularExpressions.Regex.Unescape(value.Replace("\\n", "\n", StringComparison.Ordinal));
}
