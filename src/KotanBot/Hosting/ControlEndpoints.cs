using KotanBot.Pages;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// What the control socket offers to other verbs. It answers before routing and only on the socket: on a public address
/// these paths do not exist, and on the socket nothing else does.
/// </summary>
public sealed class ControlEndpoints(ControlSocket socket, TurnRunner runner, SatkerStore satkers, InvitationStore invitations, InvitationLinks links, TimeProvider time)
{
    public const string MessagePath = "/control/message";

    public const string InvitationPath = "/control/invitation";

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
            _ => null,
        };
        if (reply is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await context.Response.WriteAsJsonAsync(reply, cancellation);
    }

    private async Task<ControlReply> TalkAsync(ControlMessage message) => new(await TerminalTalk.SayAsync(runner, message), null);

    private async Task<ControlReply> InviteAsync(ControlInvitation wanted)
    {
        try
        {
            return new ControlReply(links.Lines(await Invitations.CreateAsync(satkers, invitations, wanted, time)), null);
        }
        catch (RefusedException refused)
        {
            return new ControlReply([], refused.Message);
        }
    }
}
