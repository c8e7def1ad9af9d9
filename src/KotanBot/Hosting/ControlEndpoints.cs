using KotanBot.Offices;
using KotanBot.Pages;

namespace KotanBot;

/// <summary>
/// What the control socket offers to other verbs. It answers before routing and only on the socket: on a public address
/// these paths do not exist, and on the socket nothing else does.
/// </summary>
public sealed class ControlEndpoints(ControlSocket socket, TurnRunner runner, OpenedGateway gateway, SatkerImport satkerImport, TargetImport targetImport, InvitationLinks links, TimeProvider time)
{
    public const string MessagePath = "/control/message";

    public const string InvitationPath = "/control/invitation";

    public const string SatkerPath = "/control/satker";

    public const string TargetPath = "/control/target";

    public const string SiteLinkPath = "/control/site-link";

    public const string TokenPath = "/control/token";

    public const string TokenEndPath = "/control/token/revoke";

    public void Map(WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(socket.Protect);
        app.Use(next => context => socket.Carries(context) ? AnswerAsync(context) : next(context));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var reply = context.Request.Path.Value switch
        {
            MessagePath => await TalkAsync((await context.Request.ReadFromJsonAsync<ControlMessage>(cancellation))!),
            InvitationPath => await InviteAsync((await context.Request.ReadFromJsonAsync<ControlInvitation>(cancellation))!),
            SatkerPath => await ImportSatkersAsync((await context.Request.ReadFromJsonAsync<ControlSatkerFile>(cancellation))!),
            TargetPath => await ImportTargetsAsync((await context.Request.ReadFromJsonAsync<ControlTargetFile>(cancellation))!),
            SiteLinkPath => await LinkAsync((await context.Request.ReadFromJsonAsync<ControlSiteLink>(cancellation))!),
            TokenPath => await CreateTokenAsync((await context.Request.ReadFromJsonAsync<ControlToken>(cancellation))!),
            TokenEndPath => await RevokeTokenAsync((await context.Request.ReadFromJsonAsync<ControlTokenEnd>(cancellation))!),
            _ => null,
        };
        if (reply is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await context.Response.WriteAsJsonAsync(reply, cancellation);
    }

    private async Task<ControlReply> TalkAsync(ControlMessage message) => new(await TerminalTalk.SayAsync(runner, message), null);

    private Task<ControlReply> InviteAsync(ControlInvitation wanted) =>
        OrRefusedAsync(async () => links.Lines(await Invitations.CreateAsync(gateway.Stores, wanted, time)));

    private Task<ControlReply> LinkAsync(ControlSiteLink wanted) =>
        OrRefusedAsync(async () => [links.Site(await Site.SiteLinks.CreateAsync(gateway.Stores, wanted.Satker, time)).AbsoluteUri]);

    private Task<ControlReply> ImportSatkersAsync(ControlSatkerFile file) => OrRefusedAsync(() => satkerImport.RunAsync(file.Name, file.Content));

    private Task<ControlReply> ImportTargetsAsync(ControlTargetFile file) => OrRefusedAsync(() => targetImport.RunAsync(file.Name, file.Content));

    private Task<ControlReply> CreateTokenAsync(ControlToken wanted) => OrRefusedAsync(() => ApiTokens.CreateAsync(gateway.Stores, wanted, time));

    private Task<ControlReply> RevokeTokenAsync(ControlTokenEnd wanted) => OrRefusedAsync(() => ApiTokens.RevokeAsync(gateway.Stores, wanted, time));

    private static async Task<ControlReply> OrRefusedAsync(Func<Task<IReadOnlyList<string>>> work)
    {
        try
        {
            return new ControlReply(await work(), null);
        }
        catch (RefusedException refused)
        {
            return new ControlReply(refused.Details, refused.Message);
        }
    }
}
