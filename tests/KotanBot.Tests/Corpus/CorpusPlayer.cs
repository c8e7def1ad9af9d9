using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Core.Tests.Conversations;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// Plays a transcript through one channel of the real server. Reading a line only notes what it says; <see cref="TakeAsync"/>
/// then carries it out.
/// </summary>
internal abstract class CorpusPlayer(CorpusHost host) : Player
{
    private readonly Dictionary<string, string> _person = [];
    private readonly List<(string Name, string Value)> _invitations = [];
    private readonly List<(string Register, EntryLine Entry)> _entries = [];
    private (Input Input, string Shown)? _pending;
    private bool _begun;

    public abstract ChannelAddress Address { get; }

    /// <summary>Whether the history shows the person's last line as not kept; null where no history is shown.</summary>
    public virtual bool? ShowsForgotten => null;

    /// <summary>What the transcript calls the files that were sent, by their stored ids.</summary>
    public Dictionary<string, string> Photos { get; } = [];

    public IReadOnlyDictionary<string, string> Person => _person;

    /// <summary>What was said and is not kept, in order.</summary>
    public List<Input> Forgotten { get; } = [];

    public IReadOnlyList<(string Name, string Value)> Invitations => _invitations;

    protected CorpusHost Host => host;

    /// <summary>What the bot said, as transcript lines.</summary>
    public async Task<ImmutableArray<string>> TakeAsync(CorpusStep step)
    {
        _pending = null;
        _ = Take(step.Stimulus).ToList();
        host.Time.Now = _begun && Now <= host.Time.Now ? host.Time.Now.AddMilliseconds(1) : Now;
        if (_pending is not { } pending)
            return [];
        if (step.Done.Contains("do: forget input"))
            Forgotten.Add(pending.Input);
        if (!_begun)
            await BeginAsync();
        _begun = true;
        return [.. (await DeliverAsync(pending.Input, pending.Shown, step.Erases)).SelectMany(p => Transcript.Lines(Transcript.Line(p)))];
    }

    /// <summary>What comes of one message, or of the passing of time.</summary>
    protected abstract Task<IEnumerable<Prompt>> DeliverAsync(Input input, string shown, bool erases);

    /// <summary>Makes the address known as that of somebody who joined.</summary>
    protected virtual Task JoinAsync(CorpusPeople people, DateTimeOffset at) => people.JoinAsync(Address, Person, at);

    protected override void SetFacts(string pairs)
    {
        Assert.False(_begun, "facts stand before the first message");
        foreach (var pair in pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            if (pair[..cut] is "code" or "expired" or "used-up")
                _invitations.Add((pair[..cut], pair[(cut + 1)..]));
            else
                _person[pair[..cut]] = pair[(cut + 1)..];
        }
    }

    protected override void WriteDown(string register, EntryLine entry) => _entries.Add((register, entry));

    protected override IEnumerable<string> Send(Input input, string shown)
    {
        _pending = (input, shown);
        return [];
    }

    private async Task BeginAsync()
    {
        var people = new CorpusPeople(host.Stores);
        var now = host.Time.GetUtcNow();
        foreach (var (name, value) in _invitations)
            await (name switch
            {
                "code" => people.InviteAsync(value, now),
                "expired" => people.InviteAsync(value, now.AddDays(-40)),
                _ => people.UseUpAsync(value, now),
            });
        foreach (var (register, entry) in _entries)
            await people.WriteDownAsync(register, entry, _person["satker"], now);
        if (_person.ContainsKey("role"))
            await JoinAsync(people, now.AddDays(-1));
    }
}
