using System.Collections.Immutable;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>A target, or what was done of it where <paramref name="Done"/>.</summary>
public sealed record TargetFigure(string Satker, int Year, string Output, bool Done, decimal Amount);

/// <summary>What offices are to do in a year and did, for the verbs of the machine. In chat, turns read and change it within their scope.</summary>
public sealed class TargetStore(Database database)
{
    /// <summary>Null for an office that is unknown or lies outside the scope.</summary>
    public TargetsFacts? Read(Scope scope, string satkerCode, int year, bool withBelow, ImmutableArray<Output> outputs) => database.Read(connection =>
    {
        var offices = TargetRows.ReadOffices(connection, scope, satkerCode);
        return offices.IsEmpty
            ? null
            : new TargetsFacts(year, offices[0], withBelow, offices.RemoveAt(0), TargetRows.Read(connection, new TargetPlace(satkerCode, year, withBelow), outputs));
    });

    /// <summary>All of them or none, each change audited.</summary>
    public Task SaveAsync(IReadOnlyList<TargetFigure> figures, DateTimeOffset now) => database.WriteAsync((connection, transaction) =>
    {
        foreach (var figure in figures)
            TargetWriter.Save(connection, transaction, figure, null, Instant.ToColumn(now));
        return figures.Count;
    });
}
