using System.Security.Cryptography;
using System.Text.Json;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot.Media;

/// <summary>Whether files of somebody are wanted just now.</summary>
internal abstract record PhotoWelcome
{
    private PhotoWelcome()
    {
    }

    /// <summary>The person has a role, and the dialog they are in has a place for photos; whether its answers tell a point on the map decides what the photos may tell.</summary>
    public sealed record Wanted(string PersonId, bool PlaceIsShared) : PhotoWelcome;

    /// <summary>Nothing that is open has a place for photos; the engine says so kindly.</summary>
    public sealed record NotNeeded : PhotoWelcome;

    /// <summary>There would be a place, but not for somebody without a role.</summary>
    public sealed record NotAllowed : PhotoWelcome;
}

/// <summary>Looks before an upload is read, so that nobody fills memory or disk with files that nothing asks for.</summary>
internal sealed class PhotoDoor(TurnStore turns, FactsStore facts, DialogShelf dialogs, TimeProvider time, ILogger<PhotoDoor> logger)
{
    /// <param name="album">The channel's name of the album that the files belong to: where its first part went, the others are welcome too.</param>
    public PhotoWelcome Look(ChannelAddress from, string? album = null)
    {
        try
        {
            var person = turns.Load(from);
            var known = facts.Read(person, FactsRequest.Usual, time.GetUtcNow());
            if (RunFor(person.Conversation, album, time.GetUtcNow()) is not { } run || !HasPlace(dialogs.For(person.Conversation, known, logger).Find(run.DialogId, run.DialogHash)))
                return new PhotoWelcome.NotNeeded();
            return known.Role is null ? new PhotoWelcome.NotAllowed() : new PhotoWelcome.Wanted(person.PersonId, run.Answers.Any(a => a.Value is AnswerValue.Point));
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
            // A state that does not open is the turn's to handle, and it keeps no photo.
            return new PhotoWelcome.NotNeeded();
        }
    }

    /// <summary>The open run, or the one that holds the rest of the album, put aside or sent though it may be.</summary>
    private static Run? RunFor(Conversation conversation, string? album, DateTimeOffset now) => conversation.Album is { RunId: { } id } place && place.Name == album
        ? conversation.Runs.FirstOrDefault(r => r.Id == id)
        : conversation.Run ?? LateFiles.RunFor(conversation, now);

    private static bool HasPlace(Dialog? dialog) => dialog?.Steps.Any(s => s is PhotoStep) ?? false;
}
