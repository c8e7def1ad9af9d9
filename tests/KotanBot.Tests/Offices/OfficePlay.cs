using System.Globalization;
using System.Text.RegularExpressions;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Core.Tests.Conversations;
using KotanBot.Tests.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Offices;

/// <summary>
/// A golden conversation of several people over a real database. Lines: <c>@now ISO</c>, <c>@code CODE role satker [uses]</c>, <c>@member NAME role satker lingkungan lembaga</c>
/// (who joins without a line of it being written), <c>@person NAME [channel]</c> (whose lines follow), <c>user: text</c>, <c>quiet: text</c> (whose answer is not written), <c>press: label or key</c>, <c>photo: id</c>, <c>@notices</c> (what waits is told), <c>@remind</c> (the round that reminds who is silent), <c>@summaries</c> (the round that makes weekly summaries). Codes and numbers that are drawn at random
/// are written <c>{kode-1}</c>, <c>{nomor-1}</c>, <c>{id-1}</c> in the order in which they are first said, and a line may use them.
/// </summary>
internal sealed partial class OfficePlay(TurnStage stage) : IDisposable
{
    private readonly Dictionary<string, Person> _people = [];
    private readonly List<(string Drawn, string Name)> _drawn = [];
    private readonly NoticeJob _notices = new(stage.Stores.Notices, stage.Runner, stage.Clock, NullLogger<NoticeJob>.Instance);
    private readonly ReminderJob _reminders = new(stage.Stores.Reminders, new ReminderSettings(), stage.Clock, NullLogger<ReminderJob>.Instance);
    private readonly SummaryJob _summaries = new(stage.Stores.Summaries, stage.Gateway.Served, new SummarySettings(), new IndexRound(stage.Stores.Indices, stage.Gateway.Dialogs, NullLogger<IndexRound>.Instance), stage.Clock, NullLogger<SummaryJob>.Instance);
    private Person? _speaker;
    private int _line;
    private int _said;

    private sealed record Person(string Name, string Channel)
    {
        public ChannelAddress Address { get; } = new(Channel, Name);

        public List<(long Turn, long Ordinal, Prompt Prompt)> Prompts { get; } = [];

        public long Heard { get; set; }
    }

    /// <summary>The file's stimuli, each followed by what really happened.</summary>
    public async Task<string> PlayAsync(string text)
    {
        var played = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            _line++;
            if (Transcript.IsExpectation(line))
                continue;
            if (line.Length > 0 || played is [.., { Length: > 0 }])
                played.Add(line);
            if (line.Length > 0 && line[0] != '#')
                played.AddRange(await TakeAsync(line));
        }

        return string.Join('\n', played).TrimEnd('\n') + "\n";
    }

    private async Task<IEnumerable<string>> TakeAsync(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "@now":
                stage.Clock.Now = DateTimeOffset.Parse(words[1], CultureInfo.InvariantCulture);
                return [];
            case "@code":
                await stage.Stores.Invitations.CreateAsync(words[3], words[2], words.Length > 4 ? int.Parse(words[4], CultureInfo.InvariantCulture) : 1, 30, stage.Clock.Now, words[1]);
                return [];
            case "@person":
                Meet(words[1], words.Length > 2 ? words[2] : LogOnlyChannel.Terminal);
                return [];
            case "@member":
                await JoinAsync(words[1], words[2], words[3], words[4], string.Join(' ', words[5..]));
                return [];
            case "@remind":
                await _reminders.RunOnceAsync(CancellationToken.None);
                return [];
            case "@summaries":
                await _summaries.RunOnceAsync(CancellationToken.None);
                return [];
            case "@notices":
                await _notices.RunOnceAsync(CancellationToken.None);
                return [.. _people.Values.SelectMany(p => Told(p).Select(m => $"bot: [{p.Name}] {m[5..]}").SelectMany(Transcript.Lines))];
            default:
                return (await SayAsync(line)).SelectMany(Transcript.Lines);
        }
    }

    private void Meet(string name, string channel)
    {
        if (!_people.TryGetValue(name, out _speaker))
            _people[name] = _speaker = new Person(name, channel);
    }

    private async Task JoinAsync(string name, string role, string satker, string lingkungan, string lembaga)
    {
        var code = await stage.Stores.Invitations.CreateAsync(satker, role, 1, 30, stage.Clock.Now);
        Meet(name, LogOnlyChannel.Terminal);
        // Only volunteers are asked where they come from.
        string[] whence = role == Access.Volunteer ? [lembaga, lingkungan] : [];
        foreach (var text in (string[])[$"/mulai {code}", "setuju", char.ToUpperInvariant(name[0]) + name[1..], .. whence, "id"])
        {
            _said++;
            await SayAsync($"quiet: {text}");
        }
    }

    private async Task<IEnumerable<string>> SayAsync(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var value = Drawn(line[(colon + 1)..].Trim());
        var speaker = _speaker ?? throw new FormatException($"line {_line}: nobody speaks yet");
        Input input = line[..colon] switch
        {
            "user" or "quiet" => new Input.Text(value),
            "press" => PressOf(speaker, value),
            "photo" => new Input.Photos([value], null),
            var other => throw new FormatException($"line {_line}: unknown stimulus {other}"),
        };
        stage.Clock.Now = stage.Clock.Now.AddMilliseconds(1);
        var outcome = await stage.Runner.HandleAsync(new InboundMessage(speaker.Address, $"{_line}.{_said}", input, value), CancellationToken.None);
        if (outcome is TurnOutcome.Done { Inbound.Ordinal: 1 })
            speaker.Heard = 0; // An erasure ended the log before.
        var told = Told(speaker).ToList();
        if (outcome is TurnOutcome.Done done)
            told.AddRange(done.Outbound.Where(m => m.LastWord).Select(m => Transcript.Line(m.Prompt!)));
        return line.StartsWith("quiet:", StringComparison.Ordinal) ? [] : told;
    }

    private static Input.Press PressOf(Person speaker, string label)
    {
        var shown = speaker.Prompts.AsEnumerable().Reverse().SelectMany(p => p.Prompt.Choices.Where(c => c.Label == label || c.Key == label).Select(c => new Input.Press(p.Turn, p.Ordinal, c.Key)));
        return shown.FirstOrDefault() ?? throw new FormatException($"no button `{label}` was shown to {speaker.Name}");
    }

    private IEnumerable<string> Told(Person person)
    {
        foreach (var message in stage.Stores.Messages.ReadAfter(person.Address, person.Heard, 100))
        {
            person.Heard = message.Ordinal;
            if (message.Prompt is not { } prompt)
                continue;
            person.Prompts.Add((message.Turn, message.Ordinal, prompt));
            yield return Name(Transcript.Line(prompt));
        }
    }

    /// <summary>Puts names in the place of what was drawn.</summary>
    private string Name(string said)
    {
        foreach (Match match in DrawnAtRandom().Matches(said))
            if (KindOf(match.Value) is { } kind && _drawn.All(d => d.Drawn != match.Value))
                _drawn.Add((match.Value, $"{{{kind}-{Count(kind) + 1}}}"));
        // The longest first: a number of digits alone is the beginning of the id that it shortens.
        return _drawn.OrderByDescending(d => d.Drawn.Length).Aggregate(said, (text, d) => text.Replace(d.Drawn, d.Name, StringComparison.Ordinal));
    }

    /// <summary>Null for what may be an ordinary word or number. A code is one also without a digit, as every eleventh is.</summary>
    private static string? KindOf(string drawn) => drawn switch
    {
        { Length: 24 } => "id",
        _ when drawn.Contains('-', StringComparison.Ordinal) => "kode",
        { Length: 6 } => "nomor",
        _ => null,
    };

    public void Dispose()
    {
        _notices.Dispose();
        _reminders.Dispose();
        _summaries.Dispose();
    }

    private int Count(string kind) => _drawn.Count(d => d.Name.Contains(kind, StringComparison.Ordinal));

    private string Drawn(string line) => _drawn.Aggregate(line, (text, d) => text.Replace(d.Name, d.Drawn, StringComparison.Ordinal));

    [GeneratedRegex(@"\b[0-9A-HJ-NP-Z]{4}-[0-9A-HJ-NP-Z]{4}\b|\b[0-9A-F]{6}\b|\b[0-9a-hjkmnp-tv-z]{24}\b")]
    private static partial Regex DrawnAtRandom();
}
