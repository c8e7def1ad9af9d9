using System.Collections.Concurrent;

namespace KotanBot.Site.Forms;

/// <summary>A text that somebody brought and has not published: what it would be, and the talk in which they try it out.</summary>
public sealed class FormDraft(FormTrial trial, DateTimeOffset at)
{
    public FormTrial Trial { get; } = trial;

    public FormTalk? Talk { get; set; }

    public DateTimeOffset TouchedAt { get; set; } = at;
}

/// <summary>The draft of each session, in memory alone: a restart forgets them, and so do two hours without a look. One a session, and not too many of them.</summary>
public sealed class FormDrafts(TimeProvider time)
{
    public const int MostKept = 200;

    public static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, FormDraft> _bySession = new();

    public FormDraft? Find(string session)
    {
        if (!_bySession.TryGetValue(session, out var draft) || time.GetUtcNow() - draft.TouchedAt >= Kept)
            return null;
        draft.TouchedAt = time.GetUtcNow();
        return draft;
    }

    public void Put(string session, FormTrial trial)
    {
        var now = time.GetUtcNow();
        foreach (var (old, draft) in _bySession)
            if (now - draft.TouchedAt >= Kept)
                _bySession.TryRemove(old, out _);
        while (_bySession.Count >= MostKept && !_bySession.ContainsKey(session) && _bySession.MinBy(d => d.Value.TouchedAt) is { Key: { } oldest })
            _bySession.TryRemove(oldest, out _);
        _bySession[session] = new FormDraft(trial, now);
    }

    public void Drop(string session) => _bySession.TryRemove(session, out _);
}
