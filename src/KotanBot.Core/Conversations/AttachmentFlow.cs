using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Photos and locations. They may come at any moment, as people send them; a dialog that has a place for them keeps them,
/// and the open question is asked again.
/// </summary>
internal sealed class AttachmentFlow(Turn turn, RunFlow flow)
{
    public void Take()
    {
        var album = (turn.Input as Input.Photos)?.Album;
        if (turn.Input is Input.Photos { Caption: { } caption } && new TipFlow(turn, flow).Take(InputText.Clean(caption), awaited: false))
        {
            if (album is not null)
                new AlbumFlow(turn, flow).Forget(album);
            return;
        }

        if (album is not null && new AlbumFlow(turn, flow).Follow(album, ((Input.Photos)turn.Input).Ids))
            return;
        if (turn.Run is null && TakeLate())
            return;
        if (turn.Run is not { } run || Slot(run) is not { } step)
        {
            turn.Say(turn.Input is Input.Place ? EngineTexts.LocationNotNeeded : EngineTexts.PhotoNotNeeded);
            if (!flow.Repeat() && turn.Facts.Role is null)
                new StartFlow(turn, flow).Register("");
        }
        else if (step.Id == run.StepId && run.Sub is null)
        {
            flow.Take(step, Read(step, run));
        }
        else if (Read(step, run) is AnswerReading.Accepted accepted)
        {
            flow.Keep(step, accepted.Value);
            Thank(accepted.Value);
            flow.Repeat();
        }
        else
        {
            turn.Say(EngineTexts.TooManyPhotos, ("limit", $"{((PhotoStep)step).Maximum}"));
            flow.Repeat();
        }
    }

    private bool TakeLate()
    {
        if (LateFiles.RunFor(turn.Conversation, turn.Now) is not { } sent || turn.DialogOf(sent) is null || Slot(sent) is not { } step
            || turn.Input is Input.Photos { Ids.IsEmpty: true } || Read(step, sent) is not AnswerReading.Accepted accepted)
            return false;
        new QuietAnswers(turn).Put(sent, step, accepted.Value);
        turn.Say(turn.Input is Input.Place ? EngineTexts.LocationAdded : EngineTexts.PhotoAdded, ("number", Ids.Short(sent.Id)));
        return true;
    }

    /// <summary>The step of this kind that is asked now, or the first that the dialog has.</summary>
    public static T? SlotFor<T>(Dialog dialog, Run run)
        where T : Step
    {
        var steps = dialog.Steps.OfType<T>().ToList();
        return steps.Find(s => s.Id == run.StepId) ?? steps.FirstOrDefault();
    }

    private Step? Slot(Run run) => turn.Input is Input.Place ? SlotFor<LocationStep>(flow.DialogOf(run), run) : SlotFor<PhotoStep>(flow.DialogOf(run), run);

    private AnswerReading Read(Step step, Run run)
    {
        if (turn.Input is Input.Place place)
            return new AnswerReading.Accepted(new AnswerValue.Point(place.Latitude, place.Longitude));
        var kept = run.Find(step.Id) is AnswerValue.Photos photos ? photos.Ids : [];
        var all = kept.AddRange(((Input.Photos)turn.Input).Ids);
        var limit = ((PhotoStep)step).Maximum;
        return all.Length <= limit
            ? new AnswerReading.Accepted(new AnswerValue.Photos(all))
            : new AnswerReading.Refused(turn.Text(EngineTexts.TooManyPhotos, ("limit", $"{limit}")));
    }

    private void Thank(AnswerValue value)
    {
        if (turn.Input is Input.Photos { Album: not null })
            turn.Say(EngineTexts.AlbumKept);
        else if (value is AnswerValue.Photos photos)
            turn.Say(EngineTexts.PhotoKept, ("number", $"{photos.Ids.Length}"));
        else
            turn.Say(EngineTexts.LocationKept);
    }
}
