using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>The one way to an invitation, whether the verb writes itself or asks the server.</summary>
public static class Invitations
{
    public static Task<string> CreateAsync(Stores stores, ControlInvitation wanted, TimeProvider time)
    {
        if (stores.Satkers.Find(wanted.Satker) is not { } satker)
            throw new RefusedException($"satker {wanted.Satker} is unknown; kotanbot satker list prints all");
        var plan = new InvitationPlan(satker.Code, wanted.Role, wanted.Uses, wanted.Days) { Lembaga = LembagaOf(stores.Lembagas, satker.Code, wanted) };
        return stores.Invitations.CreateAsync(plan, time.GetUtcNow());
    }

    private static PlannedLembaga? LembagaOf(LembagaStore lembagas, string satkerCode, ControlInvitation wanted)
    {
        if (wanted.Lembaga is not { } name)
            return wanted.Lingkungan is null ? null : throw new RefusedException("--lingkungan is that of a --lembaga");
        if (wanted.Role != Access.Volunteer)
            throw new RefusedException($"only a {Access.Volunteer} is invited with a lembaga");
        if (name.Trim().Length is 0 or > PlannedLembaga.LongestName)
            throw new RefusedException($"the name of a lembaga has 1 to {PlannedLembaga.LongestName} characters");
        var known = lembagas.Find(Scope.Server, satkerCode, name);
        if (known is not null && wanted.Lingkungan is { } other && other != known.Lingkungan)
            throw new RefusedException($"{known.Name} of {satkerCode} is in the lingkungan {known.Lingkungan}, not {other}");
        if (known is null && wanted.Lingkungan is null)
            throw new RefusedException($"{name} is new to {satkerCode}; say its --lingkungan: {string.Join(", ", LingkunganKeys.All)}");
        return new PlannedLembaga(name.Trim(), known?.Lingkungan ?? wanted.Lingkungan!);
    }
}
