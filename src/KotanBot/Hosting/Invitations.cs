using KotanBot.Storage;

namespace KotanBot;

/// <summary>The one way to an invitation, whether the verb writes itself or asks the server.</summary>
public static class Invitations
{
    public static Task<string> CreateAsync(SatkerStore satkers, InvitationStore invitations, ControlInvitation wanted, TimeProvider time) =>
        satkers.Find(wanted.Satker) is { } satker
            ? invitations.CreateAsync(satker.Code, wanted.Role, wanted.Uses, wanted.Days, time.GetUtcNow())
            : throw new RefusedException($"satker {wanted.Satker} is unknown; kotanbot satker list prints all");
}
