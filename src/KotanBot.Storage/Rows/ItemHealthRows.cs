using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>How the items of a bank fare, counted by the database: there may be millions of askings.</summary>
internal static class ItemHealthRows
{
    private const double TenthsOfSecond = 10;

    private sealed class Count
    {
        public string ItemId { get; init; } = "";

        public string? Reason { get; init; }

        public long Asked { get; init; }

        public long Answered { get; init; }

        public long Helps { get; init; }
    }

    /// <summary>Times to the tenth of a second: so few different ones that they can be counted.</summary>
    private sealed class Time
    {
        public string ItemId { get; init; } = "";

        public double Tenths { get; init; }

        public long Asked { get; init; }
    }

    public static IReadOnlyList<ItemHealth> Read(DbConnection connection, Scope scope, QuestionnaireFilter filter)
    {
        var parameters = new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), bankId = filter.BankId, satkerCode = filter.SatkerCode };
        var times = connection.Query<Time>(TimesSql, parameters).ToLookup(t => t.ItemId);
        return
        [
            .. connection.Query<Count>(CountsSql, parameters).GroupBy(c => c.ItemId).OrderBy(i => i.Key, StringComparer.Ordinal).Select(item => new ItemHealth(
                item.Key,
                item.Sum(c => c.Asked),
                item.Sum(c => c.Answered),
                item.Sum(c => c.Helps),
                item.Where(c => c.Reason is not null).ToDictionary(c => c.Reason!, c => c.Asked),
                Median([.. times[item.Key].OrderBy(t => t.Tenths)]))),
        ];
    }

    /// <summary>The mean of the two in the middle where their number is even; in seconds.</summary>
    private static double? Median(IReadOnlyList<Time> ascending)
    {
        var all = ascending.Sum(t => t.Asked);
        return all == 0 ? null : (At(ascending, (all - 1) / 2) + At(ascending, all / 2)) / 2 / TenthsOfSecond;
    }

    private static double At(IReadOnlyList<Time> ascending, long place)
    {
        foreach (var time in ascending)
        {
            if (place < time.Asked)
                return time.Tenths;
            place -= time.Asked;
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "there are not so many");
    }

    private const string With = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree;

    private const string From = """
         from questionnaire_item q join submission s on s.id = q.submission_id
            left join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id and q.dropped = 0
        where q.bank_id = @bankId and (@satkerCode is null or s.satker_code in (select code from tree)) and
        """ + " " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn;

    private const string CountsSql = With + """

        select q.item_id as ItemId, a.missing_reason as Reason, count(*) as Asked, count(a.choice) as Answered, sum(q.helps) as Helps
        """ + From + " group by q.item_id, a.missing_reason";

    private const string TimesSql = With + """

        select q.item_id as ItemId, round(q.seconds * 10) as Tenths, count(*) as Asked
        """ + From + " and q.seconds is not null group by q.item_id, round(q.seconds * 10)";
}
