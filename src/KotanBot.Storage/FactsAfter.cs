using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>
/// The usual facts as a committed turn leaves them, so that the next turn need not read them again. Everything that changes
/// them is an effect of a turn; what cannot be told from the effects alone is null and read.
/// </summary>
internal static class FactsAfter
{
    public static Facts? Of(TurnCommit commit)
    {
        if (commit.Failure is not null)
            return null;
        var now = Instant.At(Instant.ToColumn(commit.Now));
        var recent = commit.Facts.Recent;
        foreach (var effect in commit.Result.Effects)
        {
            if (After(recent, effect, now) is not { } next)
                return null;
            recent = next;
        }
        return commit.Facts with { Recent = recent, Invitation = null, Held = null, RefersTo = null, Link = null, Questionnaires = null, Serving = null, Office = null, Entries = null, Shown = [] };
    }

    private static ImmutableArray<OwnSubmission>? After(ImmutableArray<OwnSubmission> recent, Effect effect, DateTimeOffset now) => effect switch
    {
        Effect.Say or Effect.ForgetInput or Effect.AskItem or Effect.DropItems or Effect.NoteHelp or Effect.ReturnReport => recent,
        Effect.StartSubmission start => First(recent, new OwnSubmission(start.SubmissionId, start.DialogId, "draft", now)),
        Effect.RecordAnswer record => Touch(recent, record.SubmissionId, null, now),
        Effect.RemoveAnswer remove => Touch(recent, remove.SubmissionId, null, now),
        Effect.ReviseAnswer revise => Touch(recent, revise.SubmissionId, null, now),
        Effect.Submit submit => Touch(recent, submit.SubmissionId, "submitted", now),
        Effect.CloseSubmission close when recent.Any(s => s.Id == close.SubmissionId && s.Status != "draft") => recent,
        Effect.CloseSubmission close => Touch(recent, close.SubmissionId, close.Outcome.ToString().ToLowerInvariant(), now),
        _ => null,
    };

    private static ImmutableArray<OwnSubmission>? Touch(ImmutableArray<OwnSubmission> recent, string id, string? status, DateTimeOffset now) =>
        recent.FirstOrDefault(s => s.Id == id) is { } known ? First(recent.Remove(known), known with { Status = status ?? known.Status, ChangedAt = now }) : null;

    /// <summary>Null when the clock stood still or went back: the order is then the database's to say.</summary>
    private static ImmutableArray<OwnSubmission>? First(ImmutableArray<OwnSubmission> others, OwnSubmission changed) =>
        others.All(o => o.ChangedAt < changed.ChangedAt) ? [changed, .. others.Take(FactsStore.MostRecent - 1)] : null;
}
