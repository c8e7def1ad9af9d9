using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Pages;

/// <summary>
/// <c>GET /undangan?k=CODE</c>: the page that an office prints and hangs up. Whoever has the code may see it; without a good one it says
/// no more than the bot would.
/// </summary>
public sealed class InvitationPage
{
    public const string Path = "/undangan";

    private readonly InvitationStore _invitations;
    private readonly SatkerStore _satkers;
    private readonly InvitationLinks _links;
    private readonly TimeProvider _time;
    private readonly InvitationHtml _html;
    private readonly string _policy;

    public InvitationPage(InvitationStore invitations, SatkerStore satkers, InvitationLinks links, ServedDefinitions definitions, TimeProvider time)
    {
        _invitations = invitations;
        _satkers = satkers;
        _links = links;
        _time = time;
        var css = ReadStyle();
        _html = new InvitationHtml(definitions.Current.Texts, css);
        // The one style sheet is known by its hash; nothing else may load, run or frame the page.
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)));
        _policy = $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public static void Map(WebApplication app) => app.MapGet(Path, ActivatorUtilities.CreateInstance<InvitationPage>(app.Services).Get);

    private IResult Get(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        var code = context.Request.Query["k"].ToString();
        if (string.IsNullOrWhiteSpace(code))
            return Page(StatusCodes.Status404NotFound, _html.WriteWithoutCode());
        var found = _invitations.Find(code);
        var refusal = found switch
        {
            null => EngineTexts.CodeUnknown,
            _ when found.ExpiresAt <= _time.GetUtcNow() => EngineTexts.CodeExpired,
            _ when found.Used >= found.Uses => EngineTexts.CodeUsedUp,
            _ => null,
        };
        return refusal is null
            ? Page(StatusCodes.Status200OK, _html.Write(Show(found!, InvitationStore.Shown(code), context.Request)))
            : Page(found is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone, _html.WriteRefusal(refusal));
    }

    private ShownInvitation Show(Invitation invitation, string code, HttpRequest request)
    {
        var satker = _satkers.Find(invitation.SatkerCode) ?? throw new InvalidOperationException($"an invitation names the satker {invitation.SatkerCode}, which does not exist");
        return new ShownInvitation(
            code,
            _links.Web(code, request),
            _links.Telegram(code),
            satker.Name,
            RoleOf(invitation.Role),
            invitation.Uses,
            invitation.ExpiresAt.ToOffset(TimeSpan.FromMinutes(satker.UtcOffsetMinutes)),
            satker.Zone);
    }

    private static TextKey RoleOf(string role) => role switch
    {
        "petugas" => EngineTexts.RolePetugas,
        "admin" => EngineTexts.RoleAdmin,
        "respondent" => EngineTexts.RoleRespondent,
        _ => EngineTexts.RolePenggiat,
    };

    private static IResult Page(int status, string html) => Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8, status);

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("pages/undangan.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
