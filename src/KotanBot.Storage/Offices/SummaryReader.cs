using System.Data.Common;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>Reads summaries that were made, within the scope of who asks.</summary>
internal sealed class SummaryReader(DbConnection connection, Asker asker)
{
    public SummaryFacts Read(OfficeNeed.Summary need)
    {
        var scope = asker.Scope.For(Right.SeeWeek);
        var week = need.Monday is { } monday ? new ReportWeek(monday).Name : null;
        var found = SummaryRows.Find(connection, scope, need.Satker ?? asker.Facts.Satker?.Code ?? "", week)?.Content;
        return found switch
        {
            null => new SummaryFacts([]),
            { Facts.Offices.Length: > 1 } when !scope.WithBelow => new SummaryFacts([]) { IsForAdmins = true },
            _ => new SummaryFacts([found]),
        };
    }

    public SummaryFacts ReadBelow(OfficeNeed.SummariesBelow need)
    {
        var scope = asker.Scope.For(Right.SeeWeek);
        return new SummaryFacts(scope.WithBelow ? SummaryRows.ReadBelow(connection, scope, new ReportWeek(need.Monday).Name, need.Satker) : []);
    }
}
