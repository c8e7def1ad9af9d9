using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Api;

/// <summary><c>/summaries</c> and <c>/summaries/{satker}/{week}</c>. A summary never changes once it was made, so that a dashboard asks again at no cost.</summary>
internal sealed class SummaryApi(SummaryStore summaries, ServedDefinitions definitions)
{
    public static void Map(RouteGroupBuilder routes)
    {
        var api = ActivatorUtilities.CreateInstance<SummaryApi>(((IEndpointRouteBuilder)routes).ServiceProvider);
        routes.MapGet("/summaries", (HttpContext context) => api.List(ApiCall.Of(context))).Describe(
            "listSummaries",
            "Weekly summaries of one office or, without satker, of all within the token's scope: by office, the newest first",
            new ApiList<ApiSummaryHead> { Items = [HeadExample], Next = null },
            ApiParameter.Satker with { Description = "Code of an office within the token's scope; without it all of them." },
            ApiParameter.Week,
            ApiParameter.Cursor,
            ApiParameter.Limit);
        routes.MapGet("/summaries/{satker}/{week}", (HttpContext context) => api.Find(context))
            .Describe("getSummary", "One weekly summary. With ETag and Last-Modified: 304 when nothing changed", Example, ApiParameter.SatkerOfPath, ApiParameter.WeekOfPath)
            .Produces(StatusCodes.Status304NotModified);
    }

    private ApiList<ApiSummaryHead> List(ApiCall call)
    {
        var satker = call.Text(ApiParameter.Satker) is null ? null : call.ReadSatker(ApiParameter.Satker).Code;
        var after = call.Text(ApiParameter.Cursor) is { } cursor ? ReadCursor(cursor) ?? throw ApiCall.Refused(ApiRefusal.BadCursor) : null;
        var limit = call.ReadLimit();
        var found = summaries.List(call.Scope, new SummaryFilter(satker, call.ReadWeek(ApiParameter.Week), after, limit + 1));
        return new ApiList<ApiSummaryHead>
        {
            Items = [.. found.Take(limit).Select(Head)],
            Next = found.Count > limit ? WriteCursor(found[limit - 1].Content) : null,
        };
    }

    private IResult Find(HttpContext context)
    {
        var call = ApiCall.Of(context);
        var (satker, week) = (call.ReadSatker(ApiParameter.SatkerOfPath).Code, call.ReadWeek(ApiParameter.WeekOfPath)!);
        var found = summaries.Find(call.Scope, satker, week) ?? throw ApiCall.Refused(ApiRefusal.NotFound($"Tidak ada ringkasan {satker} untuk {week.Name}.", $"There is no summary of {satker} for {week.Name}."));
        var (headers, request) = (context.Response.GetTypedHeaders(), context.Request.GetTypedHeaders());
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        headers.ETag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{found.MadeAt.ToUnixTimeMilliseconds():x}\""));
        headers.LastModified = found.MadeAt;
        var known = request.IfNoneMatch.Count > 0
            ? request.IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(headers.ETag, useStrongComparison: false))
            : request.IfModifiedSince is { } since && since.ToUnixTimeSeconds() >= found.MadeAt.ToUnixTimeSeconds();
        return known ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Ok(Of(found));
    }

    private ApiSummary Of(StoredSummary summary)
    {
        var (content, facts) = (summary.Content, summary.Content.Facts);
        return new ApiSummary
        {
            Head = Head(summary),
            Monday = content.Monday,
            IsLate = content.IsLate,
            Waiting = facts.Waiting,
            Kinds = Counts(facts.Kinds),
            Lingkungan = Counts(facts.Lingkungan),
            Funding = Counts(facts.Funding),
            Obstacles = Counts(facts.Obstacles),
            NullReasons = Counts(facts.Reasons),
            Offices = [.. facts.Offices.Select(o => new ApiOfficeWeek { Satker = o.Silence.Office.Code, Volunteers = o.Silence.Volunteers, Silent = o.Silence.Silent, Reports = o.Reports, NullReports = o.NullReports })],
            Targets = [.. facts.Targets.Select(t => ApiTarget.Of(definitions.Current.Outputs.FirstOrDefault(o => o.Id == t.Output), t))],
            Regions = facts.Regions,
            RegionsWithoutOffice = facts.RegionsWithoutOffice,
            Kawasan = [.. content.Kawasan.Select(k => new ApiKawasanMove { Before = k.Before, After = k.After })],
            Unclear = [.. content.Unclear.Select(u => new ApiUnclearItem { Bank = u.Bank, Item = u.Item, Asked = u.Asked, Unclear = u.Unclear })],
            Moved = content.Moved is { } m ? new ApiSummaryMove { Reports = m.Reports, NullReports = m.NullReports, Verified = m.Verified, Rejected = m.Rejected, People = m.People } : null,
        };
    }

    private static ApiSummaryHead Head(StoredSummary summary)
    {
        var facts = summary.Content.Facts;
        return new ApiSummaryHead
        {
            Satker = summary.Content.Satker.Code,
            Week = summary.Content.Week.Name,
            MadeAt = summary.MadeAt,
            Told = summary.Told,
            Reports = facts.Reports,
            NullReports = facts.NullReports,
            Verified = facts.Verified,
            Rejected = facts.Rejected,
            People = facts.People,
        };
    }

    private static ImmutableArray<ApiCount> Counts(ImmutableArray<KeyCount> counts) => [.. counts.Select(c => new ApiCount { Key = c.Key, Count = c.Count })];

    private static string WriteCursor(WeekSummary last) => ApiCursor.Write($"{last.Satker.Code}|{last.Week.Name}");

    private static SummaryPlace? ReadCursor(string cursor) =>
        ApiCursor.Read(cursor) is [var satker, var name] && ReportWeek.Parse(name) is { } week ? new SummaryPlace(satker, week) : null;

    private static ApiSummaryHead HeadExample => new()
    {
        Satker = "BNNK-19.02",
        Week = "2026-W47",
        MadeAt = new DateTimeOffset(2026, 11, 23, 0, 0, 5, TimeSpan.Zero),
        Told = true,
        Reports = 7,
        NullReports = 2,
        Verified = 5,
        Rejected = 0,
        People = 312,
    };

    private static ApiSummary Example => new()
    {
        Head = HeadExample,
        Monday = new DateOnly(2026, 11, 16),
        IsLate = false,
        Waiting = 2,
        Kinds = [new ApiCount { Key = "sosialisasi", Count = 5 }, new ApiCount { Key = "tes-urine", Count = 2 }],
        Lingkungan = [new ApiCount { Key = "pendidikan", Count = 4 }, new ApiCount { Key = "masyarakat", Count = 3 }],
        Funding = [new ApiCount { Key = "swadaya", Count = 6 }, new ApiCount { Key = "dipa", Count = 1 }],
        Obstacles = [new ApiCount { Key = "anggaran", Count = 3 }],
        NullReasons = [new ApiCount { Key = "waktu", Count = 2 }],
        Offices = [new ApiOfficeWeek { Satker = "BNNK-19.02", Volunteers = 12, Silent = 3, Reports = 7, NullReports = 2 }],
        Targets = [ApiTarget.Example],
        Regions = 1,
        RegionsWithoutOffice = 0,
        Kawasan = [new ApiKawasanMove { Before = "waspada", After = "siaga" }],
        Unclear = [new ApiUnclearItem { Bank = "ikotan", Item = "kpa-1", Asked = 10, Unclear = 4 }],
        Moved = new ApiSummaryMove { Reports = 1, NullReports = 0, Verified = 1, Rejected = 0, People = 40 },
    };
}
