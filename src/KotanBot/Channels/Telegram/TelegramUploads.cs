using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Media;
using KotanBot.Storage;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Takes messages with files into a turn. Only where a report has a place for them are they expected; their ids come from
/// the message, so that a redelivered one names the same files. The bytes are fetched after the turn.
/// </summary>
internal sealed class TelegramUploads(PhotoDoor door, AttachmentStore attachments, MediaIds ids, MediaJob job, TimeProvider time)
{
    public async Task<TurnOutcome> HandleAsync(InboundMessage inbound, ImmutableArray<TelegramFile> files, Func<InboundMessage, Task<TurnOutcome>> turn) => door.Look(inbound.From, (inbound.Input as Input.Photos)?.Album) switch
    {
        PhotoWelcome.NotNeeded => await turn(inbound),
        PhotoWelcome.NotAllowed => await turn(Refused(inbound, "photo")),
        PhotoWelcome.Wanted wanted when attachments.KeptBytes(wanted.PersonId) + files.Sum(f => f.Size ?? 0) > MediaLimits.MostKeptBytes =>
            await turn(Refused(inbound, "full")),
        PhotoWelcome.Wanted wanted => await ExpectAsync(wanted.PersonId, inbound, files, turn),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static InboundMessage Refused(InboundMessage inbound, string kind) => inbound with { Input = new Input.Unsupported(kind) { Album = (inbound.Input as Input.Photos)?.Album } };

    /// <summary>What the turn did not use, or never got to, is expected no more.</summary>
    private async Task<TurnOutcome> ExpectAsync(string person, InboundMessage inbound, ImmutableArray<TelegramFile> files, Func<InboundMessage, Task<TurnOutcome>> turn)
    {
        var expected = ImmutableArray.CreateBuilder<string>();
        try
        {
            for (var i = 0; i < files.Length; i++)
            {
                var id = ids.Of(inbound, i);
                if (await attachments.ExpectAsync(id, person, new ExpectedFile(TelegramWire.Channel, files[i].FileRef, files[i].ThumbRef, files[i].Size), time.GetUtcNow()))
                    expected.Add(id);
            }
            return await turn(inbound with { Input = (Input.Photos)inbound.Input with { Ids = expected.ToImmutable() } });
        }
        finally
        {
            await attachments.DeleteUnusedAsync(expected.ToImmutable());
            job.Nudge();
        }
    }
}
