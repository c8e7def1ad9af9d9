using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site;

/// <summary>The right that an endpoint of the site needs.</summary>
public sealed record SiteRight(Right Right);

/// <summary>
/// Stands before every page: looks who asks, what they may see, which office they look at, and whether a form is one of ours. Nobody gets
/// past it without a session, and nobody learns here what exists elsewhere.
/// </summary>
public sealed class SiteDoor(SiteAccessStore access, SatkerStore satkers, TimeProvider time) : IEndpointFilter
{
    public const string Cookie = "kotanbot_admin";

    public const string FormField = "_form";

    /// <summary>The last look before a page: whether it is for this visitor.</summary>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var visit = SiteVisit.Of(context.HttpContext);
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SiteRight>() is { } need && !visit.Allows(need.Right))
        {
            return visit.Page<SiteMessage, SiteMessageModel>(
                new(visit.Say("Khusus admin", "For admins only"), visit.Say("Peran Anda belum boleh membuka halaman ini. Tanyakan kepada admin kantor Anda.", "Your role may not open this page. Please ask your office's admin.")),
                StatusCodes.Status403Forbidden);
        }

        return visit.LooksNowhere ? visit.NotFound() : await next(context);
    }

    /// <summary>Begins the visit of whoever has a session. What is answered instead of the page, or null where it may go on.</summary>
    public async Task<IResult?> RefuseAsync(HttpContext context)
    {
        var request = context.Request;
        var looks = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (request.Cookies[Cookie] is not { Length: > 0 } token || await access.FindAsync(token, time.GetUtcNow()) is not { } visitor)
            return IsOpen(request.Path) ? null : looks ? Results.Redirect(EnterPage.Path) : Results.StatusCode(StatusCodes.Status401Unauthorized);
        var looking = LookedAt(visitor, request.Query[SiteVisit.OfficeQuery]);
        SiteVisit.Begin(context, visitor, looking, access.FormToken(token), time.GetUtcNow());
        return looks || request.Path == EnterPage.Path || await IsOursAsync(context, access.FormToken(token)) ? null : OutOfDate;
    }

    private static IResult OutOfDate { get; } = Results.Text(
        "Formulir ini sudah kedaluwarsa. Silakan buka lagi halamannya.\nThis form is out of date. Please open its page again.\n", "text/plain; charset=utf-8", Encoding.UTF8, StatusCodes.Status403Forbidden);

    /// <summary>What is there for those without a session, too.</summary>
    private static bool IsOpen(PathString path) => path == EnterPage.Path || path == EnterPage.LeavePath || path == EnterPage.LanguagePath || path == SitePaths.Style;

    /// <summary>Null for an office outside the visitor's scope.</summary>
    private SiteVisitor? LookedAt(SiteVisitor visitor, string? code)
    {
        if (string.IsNullOrEmpty(code) || code == visitor.Satker.Code)
            return visitor;
        return satkers.FindWithin(visitor.Scope, code) is { } office
            ? new SiteVisitor(visitor.ActorId, visitor.Facts with { Satker = new SatkerFacts(office.Code, office.Name, office.RegionCode), UtcOffsetMinutes = office.UtcOffsetMinutes }, visitor.Language)
            : null;
    }

    private static async Task<bool> IsOursAsync(HttpContext context, string formToken)
    {
        if (!CameFromUs(context.Request) || !context.Request.HasFormContentType)
            return false;
        var given = (await context.Request.ReadFormAsync(context.RequestAborted))[FormField].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(formToken));
    }

    /// <summary>Browsers say where a form came from; whoever says nothing is judged by the form alone.</summary>
    public static bool CameFromUs(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
}
