using KotanBot.Core.Definitions;
using KotanBot.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KotanBot.Site;

/// <summary>What stands at the door: the office that a good link leads to, or why a link is good for nothing.</summary>
public sealed record EnterModel(string? Code, SiteLinkState? Link);

/// <summary>
/// <c>/admin/enter?k=CODE</c>: looking at a link uses nothing up, because previews and scanners of chats look too; pressing the button does.
/// </summary>
public sealed class EnterPage(SiteAccessStore access, TimeProvider time)
{
    public const string Path = SitePaths.Root + "/enter";

    public const string LeavePath = SitePaths.Root + "/leave";

    public const string LanguagePath = SitePaths.Root + "/language";

    private const string CodeField = "k";

    public void Map(WebApplication app)
    {
        app.MapGet(Path, (HttpContext context) => Show(context.Request.Query[CodeField]));
        // As delegates: taken for a RequestDelegate, what they return would be dropped.
        app.MapPost(Path, (Delegate)EnterAsync);
        app.MapPost(LeavePath, (Delegate)LeaveAsync);
        app.MapPost(LanguagePath, (Delegate)ChangeLanguageAsync);
    }

    private RazorComponentResult<Enter> Show(string? code)
    {
        var link = string.IsNullOrWhiteSpace(code) ? null : access.Look(code, time.GetUtcNow());
        var status = link is null or SiteLinkState.Valid ? StatusCodes.Status200OK : link is SiteLinkState.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
        return new RazorComponentResult<Enter>(new { Model = new EnterModel(link is SiteLinkState.Valid ? code : null, link) }) { StatusCode = status };
    }

    private async Task<IResult> EnterAsync(HttpContext context)
    {
        if (!SiteDoor.CameFromUs(context.Request) || !context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var code = (await context.Request.ReadFormAsync(context.RequestAborted))[CodeField].ToString();
        if (await access.EnterAsync(code, time.GetUtcNow()) is not { } token)
            return Show(code);
        context.Response.Cookies.Append(SiteDoor.Cookie, token, CookieOf(context));
        return Results.Redirect(SitePaths.Root);
    }

    private async Task<IResult> LeaveAsync(HttpContext context)
    {
        if (context.Request.Cookies[SiteDoor.Cookie] is { Length: > 0 } token)
            await access.LeaveAsync(token);
        context.Response.Cookies.Delete(SiteDoor.Cookie, CookieOf(context));
        return Results.Redirect(Path);
    }

    private async Task<IResult> ChangeLanguageAsync(HttpContext context)
    {
        if (context.Request.Cookies[SiteDoor.Cookie] is not { Length: > 0 } token)
            return Results.Redirect(Path);
        var wanted = (await context.Request.ReadFormAsync(context.RequestAborted))["language"].ToString();
        await access.SetLanguageAsync(token, wanted == Languages.English ? Languages.English : Languages.Indonesian);
        return Results.Redirect(SitePaths.Root);
    }

    /// <summary>Lax, because pages are opened from links in chats; forms are held by their token.</summary>
    private static CookieOptions CookieOf(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = SitePaths.Root,
        IsEssential = true,
    };
}
