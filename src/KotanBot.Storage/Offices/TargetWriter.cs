using System.Data.Common;
using System.Globalization;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Changes one figure of one office and leaves an audit line with what stood there before.</summary>
internal static class TargetWriter
{
    public static void Save(DbConnection connection, DbTransaction? transaction, TargetFigure figure, string? actorId, long now)
    {
        var place = new TargetPlace(figure.Satker, figure.Year);
        var before = TargetRows.Find(connection, transaction, place, figure.Output, figure.Done);
        var after = (double)figure.Amount;
        if (before == after)
            return;
        TargetRows.Save(connection, transaction, place, figure.Output, figure.Done, after, now);
        AuditRows.Append(connection, transaction, new AuditLine(figure.Done ? "realisation" : "target", figure.Satker, $"{figure.Year}|{figure.Output}")
        {
            ActorId = actorId,
            Before = before?.ToString(CultureInfo.InvariantCulture),
            After = figure.Amount.ToString(CultureInfo.InvariantCulture),
        }, now);
    }
}
