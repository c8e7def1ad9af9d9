using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>The offices that ship: their file, and the way to read it when it is new to a database.</summary>
public sealed record ShippedSatkers(string Text, Func<string, IReadOnlyList<Satker>> Read);

/// <summary>The tree of offices, and whom each serves.</summary>
public sealed class SatkerStore(Database database)
{
    private long _changes;

    public IReadOnlyList<Satker> List() => database.Read(c =>
    {
        var areas = SatkerAreaRows.List(c).ToLookup(a => a.SatkerCode, a => a.RegionCode);
        return SatkerRows.List(c).Select(r => r.ToSatker(areas[r.Code])).ToList();
    });

    public Satker? Find(string code) => database.Read(c => SatkerRows.Find(c, code)?.ToSatker(SatkerAreaRows.ListOf(c, code)));

    /// <summary>Null where it is unknown or lies outside the scope.</summary>
    public Satker? FindWithin(Scope scope, string code) => database.Read(c => OfficeRows.IsWithin(c, null, scope, code)) ? Find(code) : null;

    /// <summary>Code and name of all within the scope, by code.</summary>
    public IReadOnlyList<(string Code, string Name)> ListWithin(Scope scope) => database.Read(c => OfficeRows.ListNames(c, scope));

    /// <summary>The office itself and all below it; empty when it is unknown.</summary>
    public IReadOnlyList<string> ReadSubtree(string code) => database.Read(c => SatkerRows.ReadSubtree(c, code));

    /// <summary>The office itself and all above it; empty when it is unknown.</summary>
    public IReadOnlyList<string> ReadAbove(string code) => database.Read(c => SatkerRows.ReadAbove(c, code));

    /// <summary>Grows with every change of the tree by this process, the only one that writes.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>
    /// The office that serves a region: the BNNK of the kab/kota, else the BNNP of its province, else the centre. A kecamatan is
    /// served as its kab/kota. Null for a region that is not in the official list.
    /// </summary>
    public Satker? FindServing(string regionCode) => database.Read(c => SatkerAreaRows.FindServing(c, regionCode)) is { } code ? Find(code) : null;

    /// <summary>The office whose admins serve this one (itself, else the nearest above that has an admin), and who they are; null where there is none.</summary>
    public (string SatkerCode, IReadOnlyList<string> PersonIds)? FindServingAdmins(string code) => database.Read(c => ServingAdmins.Find(c, code));

    /// <summary>Every kab/kota exactly once, by BNNP and code; with an office, only what it and the offices below it serve.</summary>
    public IReadOnlyList<ServedRegion> ReadCoverage(string? satkerCode = null) => database.Read(c => SatkerAreaRows.ReadCoverage(c, satkerCode));

    public Task SaveAsync(Satker satker) => SaveAsync([satker]);

    public Task SaveAsync(IReadOnlyList<Satker> satkers) => SaveAsync(satkers, null);

    /// <summary>
    /// All of them or none. What they serve afterwards is what they say, also where another office served it before. With a time each leaves a line in the audit.
    /// </summary>
    public async Task SaveAsync(IReadOnlyList<Satker> satkers, DateTimeOffset? now)
    {
        await database.WriteAsync((c, t) => Save(c, t, satkers, now));
        Interlocked.Increment(ref _changes);
    }

    private static int Save(DbConnection c, DbTransaction? t, IReadOnlyList<Satker> satkers, DateTimeOffset? now)
    {
        var before = now is null ? [] : satkers.ToDictionary(s => s.Code, s => SatkerRows.Find(c, s.Code, t)?.ToSatker(SatkerAreaRows.ListOf(c, s.Code, t)));
        foreach (var satker in satkers)
            SatkerAreaRows.Clear(c, t, satker.Code);
        foreach (var satker in satkers)
        {
            SatkerRows.Save(c, t, satker);
            TallyRows.TouchOffice(c, t, satker.Code);
            IndexMarkRows.TouchOffice(c, t, satker.Code);
            foreach (var region in satker.Areas)
                SatkerAreaRows.Save(c, t, region, satker.Code);
            if (now is { } at)
                AuditRows.Append(c, t, new AuditLine("satker-imported", satker.Code, null) { Before = before[satker.Code] is { } old ? Describe(old) : null, After = Describe(satker) }, Instant.ToColumn(at));
        }

        return satkers.Count;
    }

    private static string Describe(Satker satker) =>
        string.Join('|', satker.Name, SatkerWords.Of(satker.Level), satker.ParentCode, satker.Zone, string.Join(' ', satker.Areas));

    /// <summary>
    /// Adds the offices that are missing unless exactly this file was seen before. An office that is there stays as it is, and so does
    /// who serves a region: an import or an admin may have changed it.
    /// </summary>
    public async Task SeedAsync(ShippedSatkers shipped)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shipped.Text)));
        if (database.Read(SatkerRows.ReadDigest) == digest)
            return;
        var satkers = shipped.Read(shipped.Text);
        await database.WriteAsync((c, t) =>
        {
            foreach (var satker in satkers.Where(s => SatkerRows.Add(c, t, s)))
                foreach (var region in satker.Areas)
                    SatkerAreaRows.Add(c, t, region, satker.Code);
            return SatkerRows.SaveDigest(c, t, digest);
        });
    }
}
