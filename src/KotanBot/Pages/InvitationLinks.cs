using KotanBot.Channels.Telegram;
using KotanBot.Core.Offices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KotanBot.Pages;

/// <summary>Where an invitation code leads: into the browser, into Telegram when there is a bot, and to the invitation page.</summary>
public sealed class InvitationLinks(GatewayOptions options, IServer server, TelegramState? telegram = null)
{
    /// <summary>Null without a bot, or until Telegram told who it is.</summary>
    public Uri? Telegram(string code) => telegram?.LinkTo(code) is { } link ? new Uri(link) : null;

    /// <param name="code">The invitation.</param>
    /// <param name="request">Came under an address that reaches this server, should its public address not be set.</param>
    public Uri Web(string code, HttpRequest request) => PublicAddress.Web(options.PublicUrl ?? new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}"), code);

    /// <summary>What <c>kotanbot invite</c> prints: the addresses that are known, and the code alone on the last line.</summary>
    public IReadOnlyList<string> Lines(string code) =>
        Lines(code, options.PublicUrl ?? PublicAddress.Openable(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []), Telegram(code));

    /// <summary>What <c>kotanbot admin-link</c> prints.</summary>
    public Uri Site(string code) => PublicAddress.Site(options.PublicUrl ?? PublicAddress.Openable(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []) ?? new Uri(GatewayOptions.DefaultUrl), code);

    /// <summary>The same addresses without a code, for the bot to put one behind each.</summary>
    public InvitationAddresses Addresses()
    {
        var address = options.PublicUrl ?? PublicAddress.Openable(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        return new InvitationAddresses(
            address is null ? null : PublicAddress.Web(address, "").AbsoluteUri,
            address is null ? null : PublicAddress.InvitationPage(address, "").AbsoluteUri,
            Telegram("")?.AbsoluteUri)
        {
            Site = address is null ? null : PublicAddress.Site(address, "").AbsoluteUri,
        };
    }

    public static IReadOnlyList<string> Lines(string code, Uri? address, Uri? telegram)
    {
        var lines = new List<string>();
        if (address is not null)
            lines.AddRange([PublicAddress.Web(address, code).AbsoluteUri, PublicAddress.InvitationPage(address, code).AbsoluteUri]);
        if (telegram is not null)
            lines.Add(telegram.AbsoluteUri);
        lines.Add(code);
        return lines;
    }
}
