using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Charts;
using KotanBot.Core.Offices;
using KotanBot.Site.Audit;
using KotanBot.Site.Coverage;
using KotanBot.Site.Definitions;
using KotanBot.Site.Forms;
using KotanBot.Site.Indices;
using KotanBot.Site.Invitations;
using KotanBot.Site.People;
using KotanBot.Site.Questionnaires;
using KotanBot.Site.Registers;
using KotanBot.Site.Reports;
using KotanBot.Site.Review;
using KotanBot.Site.Settings;
using KotanBot.Site.Summaries;
using KotanBot.Site.Targets;
using Microsoft.AspNetCore.Http.Features;

namespace KotanBot.Site;

/// <summary>The admin site: what it needs, its headers, and every page behind its door.</summary>
public static class SiteServices
{
    /// <summary>No script at all, no style but our own sheet, no picture but our own, in nobody's frame.</summary>
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A form of 64 kB, as large as it becomes on its way; nothing else that is sent here is near it.</summary>
    private const long LargestBody = 256 * 1024;

    private static readonly byte[] Style = ReadStyle();

    private static IResult TooLarge { get; } = Results.Text(
        "Yang dikirim terlalu besar. Formulir paling besar 64 kB.\nWhat was sent is too large. A form has at most 64 kB.\n", "text/plain; charset=utf-8", Encoding.UTF8, StatusCodes.Status413PayloadTooLarge);

    /// <summary>With its hash behind it, so that it may be kept for ever and is new when it changes.</summary>
    public static string StyleLink { get; } = $"{SitePaths.Style}?v={Convert.ToHexStringLower(SHA256.HashData(Style))[..12]}";

    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<SiteDoor>();
        services.AddSingleton<EnterPage>();
        services.AddSingleton<OverviewPage>();
        services.AddSingleton<ReportListPage>();
        services.AddSingleton<ReportDetailPage>();
        services.AddSingleton<PhotoRoutes>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton<ReviewPage>();
        services.AddSingleton<PeoplePage>();
        services.AddSingleton<InvitationsPage>();
        services.AddSingleton<TargetsPage>();
        services.AddSingleton<AuditPage>();
        services.AddSingleton<SummariesPage>();
        services.AddSingleton<QuestionnairesPage>();
        services.AddSingleton<IndicesPage>();
        services.AddSingleton<RegistersPage>();
        services.AddSingleton<CoveragePage>();
        services.AddSingleton<DefinitionsOnDisk>();
        services.AddSingleton<DefinitionsPage>();
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<FormsPage>();
        services.AddSingleton<FormDraftPage>();
        services.AddSingleton<FormTalkPage>();
        services.AddSingleton<FormSheetPage>();
        services.AddSingleton<ServerSettings>();
        services.AddSingleton<SettingsPage>();
        services.AddSingleton<ExportsPage>();
        services.AddSingleton<ExportDesk>();
        services.AddHostedService(s => s.GetRequiredService<ExportDesk>());
    }

    public static void Map(WebApplication app)
    {
        app.Use(GuardAsync);
        app.MapGet(SitePaths.Style, SendStyle);
        app.Services.GetRequiredService<EnterPage>().Map(app);
        var site = app.MapGroup(SitePaths.Root).AddEndpointFilter(app.Services.GetRequiredService<SiteDoor>());
        app.Services.GetRequiredService<OverviewPage>().Map(site);
        app.Services.GetRequiredService<ReportListPage>().Map(site);
        app.Services.GetRequiredService<ReportDetailPage>().Map(site);
        app.Services.GetRequiredService<PhotoRoutes>().Map(site);
        app.Services.GetRequiredService<ReviewPage>().Map(site);
        app.Services.GetRequiredService<PeoplePage>().Map(site);
        app.Services.GetRequiredService<InvitationsPage>().Map(site);
        app.Services.GetRequiredService<TargetsPage>().Map(site);
        app.Services.GetRequiredService<AuditPage>().Map(site);
        app.Services.GetRequiredService<SummariesPage>().Map(site);
        app.Services.GetRequiredService<QuestionnairesPage>().Map(site);
        app.Services.GetRequiredService<IndicesPage>().Map(site);
        app.Services.GetRequiredService<RegistersPage>().Map(site);
        app.Services.GetRequiredService<CoveragePage>().Map(site);
        app.Services.GetRequiredService<DefinitionsPage>().Map(site);
        app.Services.GetRequiredService<FormsPage>().Map(site);
        app.Services.GetRequiredService<FormDraftPage>().Map(site);
        app.Services.GetRequiredService<FormTalkPage>().Map(site);
        app.Services.GetRequiredService<FormSheetPage>().Map(site);
        app.Services.GetRequiredService<SettingsPage>().Map(site);
        app.Services.GetRequiredService<ExportsPage>().Map(site);
        site.MapFallback((SiteVisit visit) => visit.NotFound());
    }

    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SiteRight(right));

    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(SitePaths.Root, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        if (context.Request.ContentLength > LargestBody)
        {
            await TooLarge.ExecuteAsync(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = LargestBody;
        if (await context.RequestServices.GetRequiredService<SiteDoor>().RefuseAsync(context) is { } refusal)
            await refusal.ExecuteAsync(context);
        else
            await next(context);
    }

    private static IResult SendStyle(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Style, "text/css; charset=utf-8");
    }

    private static byte[] ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("site/site.css")!;
        using var reader = new StreamReader(stream);
        return Encoding.UTF8.GetBytes($"{reader.ReadToEnd()}\n{ChartStyles.Css}".ReplaceLineEndings("\n"));
    }
}
