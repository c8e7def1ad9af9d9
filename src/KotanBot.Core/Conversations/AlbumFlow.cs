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
    public bool Follow(string album, ImmutableArray<string> ids)
    {
        if (Known(album) is { } known)
        {
            Join(known, ids);
            return true;
        }

        var run = turn.Run ?? LateFiles.RunFor(turn.Conversation, turn.Now);
        var step = run is null || turn.DialogOf(run) is null ? null : AttachmentFlow.SlotFor<PhotoStep>(flow.DialogOf(run), run);
        var fits = step is not null && KeptOf(run!, step).Length + ids.Length <= step.Maximum;
        turn.Conversation = turn.Conversation with { Album = new AlbumPlace(album, step is null ? null : run!.Id, step?.Id, Told: step is not null && !fits, fits ? ids : []) };
        return false;
    }

    /// <summary>Whether the person is to hear now that this album cannot be kept; from then on they have heard it.</summary>
    public bool TellOnce(string album)
    {
        var known = Known(album) ?? new AlbumPlace(album, null, null, Told: false, []);
        turn.Conversation = turn.Conversation with { Album = known with { Told = true } };
        return !known.Told;
    }

    /// <summary>What stands under one picture is a tip, so none of the album is kept: what came before it goes, what comes after it is passed over.</summary>
    public void Forget(string album)
    {
        if (Known(album) is { } known && PlaceOf(known) is var (run, step))
        {
            var rest = KeptOf(run, step).RemoveRange(known.Ids);
            new QuietAnswers(turn).Put(run, step, rest.IsEmpty ? null : new AnswerValue.Photos(rest));
        }

        turn.Conversation = turn.Conversation with { Album = new AlbumPlace(album, null, null, Told: true, []) };
    }

    private void Join(AlbumPlace album, ImmutableArray<string> ids)
    {
        if (PlaceOf(album) is not var (run, step))
            return;
        var kept = KeptOf(run, step);
        var all = kept.AddRange(ids.Except(kept));
        if (all.Length <= step.Maximum)
        {
            new QuietAnswers(turn).Put(run, step, new AnswerValue.Photos(all));
            turn.Conversation = turn.Conversation with { Album = album with { Ids = album.Ids.AddRange(ids.Except(album.Ids)) } };
        }
        else if (TellOnce(album.Name))
        {
            turn.Say(EngineTexts.TooManyPhotos, ("limit", $"{step.Maximum}"));
            flow.Repeat();
        }
    }

    private AlbumPlace? Known(string album) => turn.Conversation.Album is { } place && place.Name == album ? place : null;

    private (Run Run, PhotoStep Step)? PlaceOf(AlbumPlace album)
    {
        var run = turn.Conversation.Runs.FirstOrDefault(r => r.Id == album.RunId && turn.DialogOf(r) is not null);
        return run is not null && flow.DialogOf(run).FindStep(album.StepId!) is PhotoStep step ? (run, step) : null;
    }

    private static ImmutableArray<string> KeptOf(Run run, PhotoStep step) => run.Find(step.Id) is AnswerValue.Photos photos ? photos.Ids : [];
}
