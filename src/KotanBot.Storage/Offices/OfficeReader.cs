using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>Who asks, for what may be read: the scope for offices, the person for what is their own.</summary>
internal sealed record Asker(string PersonId, Facts Facts, DateTimeOffset Now)
{
    public Scope Scope { get; } = Scope.Of(Facts);
}

/// <summary>Reads what a turn needs of an office, all of it within the scope of who asks.</summary>
internal sealed class OfficeReader(KeyRing keys)
{
    private readonly InvitingRows _inviting = new(keys);

    /// <summary>Where invitation codes lead; see <see cref="FactsStore.Addresses"/>.</summary>
    public Func<InvitationAddresses> Addresses { get; set; } = () => new InvitationAddresses();

    public OfficeFacts Read(DbConnection connection, Asker asker, ImmutableArray<OfficeNeed> needs) =>
        needs.Aggregate(new OfficeFacts(), (facts, need) => need switch
        {
            OfficeNeed.Audience => facts with { Audience = AudienceRows.Count(connection, asker.Scope.For(Right.Broadcast), asker.PersonId) },
            OfficeNeed.ReviewQueue queue => ReadForward(connection, asker, facts, withReceived: queue.CurrentId is null) with
            {
                Review = ReviewRows.Read(connection, keys, asker.Scope.For(Right.ReviewReports), asker.PersonId, queue),
            },
            OfficeNeed.Forward => ReadForward(connection, asker, facts, withReceived: true),
            OfficeNeed.OwnReports own => facts with { OwnReports = FixRows.ReadOwn(connection, keys, asker.PersonId, own.Number) },
            OfficeNeed.Kawasan kawasan when facts.Kawasan is null || kawasan.Id is not null =>
                facts with { Kawasan = ReadKawasan(connection, asker, kawasan) },
            OfficeNeed.Kawasan => facts,
            OfficeNeed.Inviting inviting => facts with { Inviting = InvitingRows.Read(connection, asker.Scope.For(Right.Invite), inviting, asker.Now, Addresses()) },
            OfficeNeed.Joined joined => facts with { Joined = _inviting.ReadJoined(connection, asker.Scope.For(Right.Invite), joined) },
            OfficeNeed.Targets targets => facts with { Targets = ReadTargets(connection, asker, targets) },
            OfficeNeed.Overdue overdue => facts with { Overdue = new OverdueReader(connection, keys, asker).Read(overdue) },
            OfficeNeed.Members members => facts with { Members = new MemberReader(connection, keys, asker).Read(members) },
            OfficeNeed.Member member => facts with { Member = new MemberReader(connection, keys, asker).Read(member) },
            OfficeNeed.Week week => facts with { Week = ReadWeek(connection, asker, week) },
            OfficeNeed.Summary summary => facts with { Summary = new SummaryReader(connection, asker).Read(summary) },
            OfficeNeed.Site => facts with { Site = new SiteFacts(Addresses().Site) },
            OfficeNeed.SummariesBelow below => facts with { Summary = new SummaryReader(connection, asker).ReadBelow(below) },
            _ => throw new UnreachableException(),
        });

    private KawasanFacts ReadKawasan(DbConnection connection, Asker asker, OfficeNeed.Kawasan need)
    {
        var scope = asker.Scope.For(Right.ManageKawasan);
        return new KawasanFacts(
            [.. RegisterRows.List(connection, scope, need.Register ?? throw new InvalidOperationException("the need does not say which register"))],
            need.Id is { } id ? RegisterRows.ReadHistory(connection, keys, scope, id) : [])
        {
            Computed = need.Id is { } code && asker.Facts.Satker is { } satker ? IndexReadingRows.Find(connection, scope, new IndexFilter(satker.Code) { Kind = IndexUnitKind.Kawasan, Code = code, Basis = IndexBasis.Questionnaire })?.Reading : null,
        };
    }

    private static OfficeFacts ReadForward(DbConnection connection, Asker asker, OfficeFacts facts, bool withReceived)
    {
        var local = asker.Now.ToOffset(TimeSpan.FromMinutes(asker.Facts.UtcOffsetMinutes));
        long? from = withReceived ? Instant.ToColumn(new DateTimeOffset(local.Year, 1, 1, 0, 0, 0, local.Offset)) : null;
        return facts with { Forward = ForwardRows.Read(connection, asker.Scope.For(Right.ReviewReports), from) };
    }

    private static WeekFacts ReadWeek(DbConnection connection, Asker asker, OfficeNeed.Week need)
    {
        var today = asker.Now.ToOffset(TimeSpan.FromMinutes(asker.Facts.UtcOffsetMinutes));
        var waiting = ReviewRows.CountWaiting(connection, asker.Scope.For(Right.ReviewReports), asker.PersonId);
        return new WeekReader(connection, asker.Scope.For(Right.SeeWeek), asker.Facts.Satker?.Code ?? "")
            .Read(need.Source, need.Outputs, ReportWeek.Of(asker.Now, asker.Facts.UtcOffsetMinutes), today.Year, waiting);
    }

    private static TargetsFacts ReadTargets(DbConnection connection, Asker asker, OfficeNeed.Targets need)
    {
        var year = need.Year ?? asker.Now.ToOffset(TimeSpan.FromMinutes(asker.Facts.UtcOffsetMinutes)).Year;
        var scope = asker.Scope.For(Right.SeeTargets);
        var offices = TargetRows.ReadOffices(connection, scope, need.Satker ?? asker.Facts.Satker?.Code ?? "");
        return offices is [var satker, .. var below]
            ? new TargetsFacts(year, satker, need.WithBelow, below, TargetRows.Read(connection, new TargetPlace(satker.Code, year, need.WithBelow), need.Outputs))
            : new TargetsFacts(year, null, need.WithBelow, [], []);
    }
}
