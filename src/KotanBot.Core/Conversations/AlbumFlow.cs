using System.Collections.Immutable;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>
/// An album is one answer, though its parts come as messages of their own. The first part is taken like any photo; the
/// others join its answer without a word, even when the report was sent meanwhile.
/// </summary>
internal sealed class AlbumFlow(Turn turn, RunFlow flow)
{
    /// <summary>True when an earlier part of the album settled what becomes of this one.</summary>
    public bool Follow(string album)
    {
        if (turn.Conversation.Album is { } known && known.Name == album)
        {
            Join(known);
            return true;
        }

        var run = turn.Run;
        var step = run is null ? null : AttachmentFlow.SlotFor<PhotoStep>(flow.DialogOf(run), run);
        var overfull = step is not null && KeptOf(run!, step).Length + ((Input.Photos)turn.Input).Ids.Length > step.Maximum;
        turn.Conversation = turn.Conversation with { Album = new AlbumPlace(album, step is null ? null : run!.Id, step?.Id, Told: overfull) };
        return false;
    }

    private void Join(AlbumPlace place)
    {
        if (place.RunId is null || Owner(place.RunId) is not { } run || flow.DialogOf(run).FindStep(place.StepId!) is not PhotoStep step)
            return;
        var kept = KeptOf(run, step);
        var all = kept.AddRange(((Input.Photos)turn.Input).Ids.Except(kept));
        if (all.Length <= step.Maximum)
            Add(run, step, all);
        else if (!place.Told)
            Refuse(place, step);
    }

    private static ImmutableArray<string> KeptOf(Run run, PhotoStep step) => run.Find(step.Id) is AnswerValue.Photos photos ? photos.Ids : [];

    private Run? Owner(string runId) => turn.Conversation.Paused.Prepend(turn.Run).OfType<Run>().Concat(turn.Conversation.Sent).FirstOrDefault(r => r.Id == runId && turn.DialogOf(r) is not null);

    private void Add(Run run, PhotoStep step, ImmutableArray<string> all)
    {
        var value = new AnswerValue.Photos(all);
        if (turn.Run?.Id == run.Id)
        {
            flow.Keep(step, value);
            return;
        }

        var after = run.WithAnswer(step.Id, value, null);
        var sent = turn.Conversation.Sent.Contains(run);
        turn.Do(sent ? new Effect.ReviseAnswer(run.Id, step.Id, run.Find(step.Id), value) : new Effect.RecordAnswer(run.Id, step.Id, value));
        turn.Conversation = sent
            ? turn.Conversation with { Sent = turn.Conversation.Sent.Replace(run, after) }
            : turn.Conversation with { Paused = turn.Conversation.Paused.Replace(run, after) };
    }

    private void Refuse(AlbumPlace place, PhotoStep step)
    {
        turn.Conversation = turn.Conversation with { Album = place with { Told = true } };
        turn.Say(EngineTexts.TooManyPhotos, ("limit", $"{step.Maximum}"));
        flow.Repeat();
    }
}
