using System.Data.Common;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Reads the people of one office that the asker serves. Names are sealed one by one, so a list by name opens those of the whole office; what is more than
/// <see cref="MostOpened"/> is left out and said to be.
/// </summary>
internal sealed class MemberReader(DbConnection connection, KeyRing keys, Asker asker)
{
    public const int MostOpened = 5_000;

    private readonly Scope _scope = asker.Scope.For(Right.SeeMembers);

    public MembersFacts Read(OfficeNeed.Members need)
    {
        var nobody = new MemberCounts(0, 0, 0, 0);
        if (TargetRows.ReadOffices(connection, _scope, need.Place.Satker ?? asker.Facts.Satker?.Code ?? "") is not [var satker, ..])
            return new MembersFacts(null, false, nobody);
        if (!MemberRows.IsServed(connection, _scope, satker.Code))
            return new MembersFacts(satker, false, nobody);
        var counts = MemberRows.Count(connection, satker.Code);
        var below = satker.Code == asker.Facts.Satker?.Code ? MemberRows.ListServedBelow(connection, _scope) : [];
        var people = MemberRows.Read(connection, satker.Code, MostOpened).Select(p => (Row: p, Name: NameOf(p)))
            .Where(p => need.Place.Search is not { } search || (p.Name is { } name && NameSearch.Finds(search, name)))
            .OrderBy(p => Rank(p.Row.Role)).ThenBy(p => p.Name is null ? 1 : 0).ThenBy(p => TextFolding.Fold(p.Name ?? ""), StringComparer.Ordinal).ThenBy(p => p.Row.Id, StringComparer.Ordinal).ToList();
        var page = need.Place.Page * need.PageSize < people.Count ? need.Place.Page : 0;
        return new MembersFacts(satker, true, counts)
        {
            Page = page,
            Found = people.Count,
            Shown = [.. people.Skip(page * need.PageSize).Take(need.PageSize).Select(p => new MemberLine(p.Row.Id, p.Name, p.Row.Role, LembagaOf(p.Row)) { Since = Instant.At(p.Row.CreatedAt), LastReport = Instant.At(p.Row.LastReportAt) })],
            LeftOut = Math.Max(0, counts.Admins + counts.Officers + counts.Volunteers - MostOpened),
            ServedBelow = below.Count,
            Below = need.Offices ? [.. below] : [],
        };
    }

    public MemberFacts? Read(OfficeNeed.Member need)
    {
        if (MemberRows.Find(connection, _scope, need.Id) is not { } row)
            return null;
        var key = keys.Find(connection, need.Id);
        var offices = OfficeRows.List(connection, _scope, null).Where(o => o.Code != row.SatkerCode).Select(o => new OfficeName(o.Code, o.Name)).ToList();
        return new MemberFacts(need.Id, PersonWords.Name(need.Id, row.NameCipher, key), new MemberStand(row.Role, row.SatkerCode), row.SatkerName)
        {
            Lembaga = PersonWords.Lembaga(need.Id, row.LembagaName, row.LembagaCipher, key),
            Lingkungan = row.Lingkungan,
            Since = Instant.At(row.CreatedAt),
            LastReport = Instant.At(row.LastReportAt),
            IsReachable = row.Reachable > 0,
            SilentSince = Instant.At(row.SilentSince),
            IsAsker = need.Id == asker.PersonId,
            Offices = [.. need.Office is { } code ? offices.Where(o => o.Code == code) : offices.Take(need.MostOffices)],
            AllOffices = offices.Count,
        };
    }

    private string? NameOf(MemberRows.Line row) => row is { NameCipher: { } name, Wrapped: { } wrapped } ? PersonWords.Name(row.Id, name, keys.Unwrap(row.Id, wrapped)) : null;

    private string? LembagaOf(MemberRows.Line row) => PersonWords.Lembaga(row.Id, row.LembagaName, row.LembagaCipher, row.Wrapped is { } wrapped ? keys.Unwrap(row.Id, wrapped) : null);

    private static int Rank(string role) => role switch
    {
        Access.Admin => 0,
        Access.Officer => 1,
        _ => 2,
    };
}
