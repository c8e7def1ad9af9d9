using KotanBot.Channels.Telegram;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Telegram;

/// <summary>What an operator sets by hand is checked before anything starts, and a refusal never repeats the token.</summary>
public sealed class TelegramSettingsTests
{
    private const string Secret = "AAH-the-secret-part-of-a-token-0000";
    private const string Token = "4815162342:" + Secret;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_token_there_is_no_Telegram(string? token) => Assert.Null(Read(token, "nonsense", "nonsense"));

    [Fact]
    public void A_token_alone_means_polling_at_the_official_address()
    {
        var settings = Read($" {Token}\n")!;

        Assert.False(settings.UsesWebhook);
        Assert.Equal("https://api.telegram.org", settings.ClientOptions().BaseRequestUrl[..24]);
        Assert.Null(settings.ClientOptions().BaseUrl);
        Assert.Equal(0, settings.ClientOptions().RetryThreshold);
    }

    [Theory]
    [InlineData("https://lapor.example.org", "https://lapor.example.org/telegram/webhook")]
    [InlineData("https://lapor.example.org:8443/", "https://lapor.example.org:8443/telegram/webhook")]
    [InlineData("https://example.org/kotan", "https://example.org/kotan/telegram/webhook")]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/telegram/webhook")]
    public void A_public_address_means_webhook(string address, string webhook) => Assert.Equal(webhook, Read(Token, null, address)!.WebhookUrl!.AbsoluteUri);

    [Theory]
    [InlineData(Secret)]
    [InlineData("x:" + Secret)]
    [InlineData(Token + "/x")]
    [InlineData(Token + " x")]
    [InlineData("bot" + Token)]
    public void A_malformed_token_is_refused_without_being_repeated(string token)
    {
        var refused = Assert.Throws<RefusedException>(() => Read(token));

        Assert.Contains(TelegramSettings.TokenVariable, refused.Message);
        Assert.DoesNotContain(Secret, refused.ToString());
    }

    [Theory]
    [InlineData("api.telegram.org")]
    [InlineData("ftp://api.telegram.org")]
    [InlineData("https://api.telegram.org/bot")]
    [InlineData("https://a:b@api.telegram.org")]
    public void A_malformed_api_address_is_refused(string api) => Assert.Contains(TelegramSettings.ApiVariable, Assert.Throws<RefusedException>(() => Read(Token, api)).Message);

    [Theory]
    [InlineData("lapor.example.org")]
    [InlineData("http://lapor.example.org")]
    [InlineData("https://lapor.example.org?x=1")]
    [InlineData("https://lapor.example.org:5080")]
    public void A_public_address_that_Telegram_would_not_call_is_refused(string address) =>
        Assert.Contains(TelegramSettings.PublicUrlVariable, Assert.Throws<RefusedException>(() => Read(Token, null, address)).Message);

    [Fact]
    public void Settings_and_options_that_are_printed_do_not_show_the_token()
    {
        var settings = Read(Token, null, "https://lapor.example.org")!;

        Assert.DoesNotContain(Secret, settings.ToString());
        Assert.DoesNotContain(Secret, new GatewayOptions { DataPath = "data", Telegram = settings }.ToString());
        Assert.DoesNotContain(Secret, System.Text.Json.JsonSerializer.Serialize(settings));
    }

    [Fact]
    public async Task The_server_refuses_a_malformed_token_in_one_line()
    {
        using var folder = new TempFolder();

        var finished = await KotanProcess.RunInAsync([(TelegramSettings.TokenVariable, "no colon in " + Secret)], "serve", "--urls", KotanProcess.FreeUrl(), "--data", folder.Data);

        Assert.Equal(1, finished.ExitCode);
        Assert.Contains(TelegramSettings.TokenVariable, Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain(Secret, finished.Output + finished.Error);
    }

    private static TelegramSettings? Read(string? token, string? api = null, string? publicUrl = null) => TelegramSettings.Read(name => name switch
    {
        TelegramSettings.TokenVariable => token,
        TelegramSettings.ApiVariable => api,
        TelegramSettings.PublicUrlVariable => publicUrl,
        _ => null,
    });
}
