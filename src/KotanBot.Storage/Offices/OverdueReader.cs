using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Reads who sent nothing at one office, within the scope of who asks.</summary>
internal sealed class OverdueReader(DbConnection connection, KeyRing keys, Asker asker)
{
    private readonly ReportWeek _week = ReportWeek.Of(asker.Now, asker.Facts.UtcOffsetMinutes);

    public OverdueFacts Read(OfficeNeed.Overdue need)
    {
        var scope = asker.Scope.For(Right.SeeOverdue);
        if (TargetRows.ReadOffices(connection, scope, need.Satker ?? asker.Facts.Satker?.Code ?? "") is not [var satker, ..])
            return new OverdueFacts(null, new OfficeSilence(new OfficeName("", ""), null, 0, 0, 0, false), []);
        var offices = OverdueRows.CountOffices(connection, scope.At(satker.Code), _week, ReportedRows.Listed(need.Reports)).Select(o => o.ToSilence()).ToList();
        var since = Instant.ToColumn(new DateTimeOffset(FirstOfMonth(), TimeSpan.FromMinutes(asker.Facts.UtcOffsetMinutes)));
        var lembaga = OverdueRows.CountLembaga(connection, satker.Code, since, JoinedBefore);
        var skip = need.Page * OverdueFacts.PageSize;
        return new OverdueFacts(satker, offices.Single(o => o.Office.Code == satker.Code), [.. offices.Where(o => o.Office.Code != satker.Code)])
        {
            Remindable = need.View == OverdueView.People
                ? ReminderRows.Count(connection, ReminderRound.ByHand(satker.Code, _week, asker.Now, asker.Facts.UtcOffsetMinutes, asker.Now))
                : 0,
            People = need.View == OverdueView.People ? ReadPeople(satker.Code, skip) : [],
            Lembaga = need.View == OverdueView.Lembaga ? ReadLembaga(satker.Code, since, skip) : [],
            SilentLembaga = (int)lembaga.Silent,
            AllLembaga = (int)lembaga.Whole,
        };
    }

    /// <summary>A lembaga that came only this week is not asked for its report yet.</summary>
    private long JoinedBefore => Instant.ToColumn(_week.BeginsAt(asker.Facts.UtcOffsetMinutes));

    private DateTime FirstOfMonth()
    {
        var local = asker.Now.ToOffset(TimeSpan.FromMinutes(asker.Facts.UtcOffsetMinutes));
        return new DateTime(local.Year, local.Month, 1);
    }

    private ImmutableArray<SilentPerson> ReadPeople(string satker, int skip) =>
    [
        .. OverdueRows.ReadPage(connection, satker, _week, OverdueFacts.PageSize, skip).ToList().Select(p => new SilentPerson(
            PersonWords.Name(p.Id, p.NameCipher, keys.Find(connection, p.Id)), LembagaOf(p), Instant.At(p.LastReportAt))),
    ];

    private ImmutableArray<string> ReadLembaga(string satker, long since, int skip) =>
    [
        .. OverdueRows.ReadLembagaPage(connection, satker, since, JoinedBefore, OverdueFacts.PageSize, skip).ToList()
            .Select(p => LembagaOf(p) ?? "–"),
    ];

    private string? LembagaOf(OverdueRows.Person p) => PersonWords.Lembaga(p.Id, p.LembagaName, p.LembagaCipher, keys.Find(connection, p.Id));
}
