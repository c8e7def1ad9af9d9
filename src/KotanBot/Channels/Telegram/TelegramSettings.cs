using System.Text.RegularExpressions;
using Telegram.Bot;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// How this gateway reaches Telegram, checked. Without a token there is no Telegram, and so no settings. With a public
/// address Telegram calls us (webhook), otherwise we ask (polling).
/// </summary>
public sealed partial record TelegramSettings
{
    public const string TokenVariable = "KOTANBOT_TELEGRAM_TOKEN";

    public const string ApiVariable = "KOTANBOT_TELEGRAM_API";

    public const string PublicUrlVariable = PublicAddress.Variable;

    private static readonly Uri OfficialApi = new("https://api.telegram.org");

    private readonly string _token;

    private TelegramSettings(string token, Uri api, Uri? publicUrl)
    {
        _token = token;
        Api = api;
        PublicUrl = publicUrl;
    }

    public Uri Api { get; }

    public Uri? PublicUrl { get; }

    public bool UsesWebhook => PublicUrl is not null;

    /// <summary>Where Telegram finds us; null when it is not to.</summary>
    public Uri? WebhookUrl => PublicUrl is null ? null : new Uri(PublicUrl.AbsoluteUri.TrimEnd('/') + TelegramWebhook.Path);

    /// <summary>Tests put their own network here.</summary>
    public HttpMessageHandler? Network { get; init; }

    /// <summary>How fast to send; null for what Telegram allows.</summary>
    public TelegramLimits? Limits { get; init; }

    /// <summary>Throws <see cref="RefusedException"/> for a value that cannot work; null without a token.</summary>
    public static TelegramSettings? FromEnvironment() => Read(Environment.GetEnvironmentVariable);

    public static TelegramSettings? Read(Func<string, string?> variable)
    {
        if (variable(TokenVariable)?.Trim() is not { Length: > 0 } token)
            return null;
        if (!Token().IsMatch(token))
            throw new RefusedException($"{TokenVariable} is not a bot token; @BotFather gives one such as 123456789:AAE…");
        var api = variable(ApiVariable)?.Trim() is { Length: > 0 } address ? ReadApi(address) : OfficialApi;
        var publicUrl = PublicAddress.Read(variable(PublicUrlVariable)) is { } own ? Callable(own, api) : null;
        return new TelegramSettings(token, api, publicUrl);
    }

    /// <summary>The client's own waiting is off: it would sleep inside a call, and everybody behind it.</summary>
    public TelegramBotClientOptions ClientOptions() =>
        new(_token, Api == OfficialApi ? null : Api.GetLeftPart(UriPartial.Authority)) { RetryThreshold = 0 };

    /// <summary>A log or an exception that prints the settings must not print the token.</summary>
    public override string ToString() => $"{nameof(TelegramSettings)} {{ Api = {Api}, PublicUrl = {PublicUrl} }}";

    private static Uri ReadApi(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && PublicAddress.IsWeb(url) && PublicAddress.IsPlain(url) && url.AbsolutePath == "/"
            ? url
            : throw new RefusedException($"{ApiVariable} must be the address of a Bot API server such as {OfficialApi.GetLeftPart(UriPartial.Authority)}, without a path");

    private static Uri Callable(Uri url, Uri api) =>
        api == OfficialApi && url.Scheme == Uri.UriSchemeHttps && url.Port is not (443 or 80 or 88 or 8443)
            ? throw new RefusedException($"{PublicUrlVariable} has port {url.Port}; Telegram calls 443, 80, 88 and 8443 only")
            : url;

    [GeneratedRegex("^[0-9]{1,16}:[A-Za-z0-9_-]{3,200}$", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
