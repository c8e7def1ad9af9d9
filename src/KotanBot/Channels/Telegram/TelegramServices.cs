using KotanBot.Media;
using KotanBot.Storage;
using Telegram.Bot;

namespace KotanBot.Channels.Telegram;

/// <summary>Plugs Telegram into the host; without settings there is nothing of it.</summary>
public static class TelegramServices
{
    public static void Add(IServiceCollection services, TelegramSettings? settings)
    {
        if (settings is null)
            return;
        services.AddSingleton(settings);
        services.AddSingleton<TelegramTrouble>();
        services.AddSingleton<TelegramState>();
        services.AddSingleton<TelegramRawUpdates>();
        services.AddSingleton<ITelegramBotClient>(s => new TelegramBotClient(settings.ClientOptions(), TelegramNetwork.CreateClient(settings, s.GetRequiredService<TelegramRawUpdates>())));
        services.AddSingleton(s => new TelegramPace(s.GetRequiredService<TimeProvider>(), settings.Limits));
        services.AddSingleton<TelegramSending>();
        services.AddSingleton<TelegramTouches>();
        services.AddSingleton<IChannel>(s => new TelegramChannel(s.GetRequiredService<TelegramSending>(), new TelegramQuestions(s.GetRequiredService<TurnStore>()).Write, s.GetRequiredService<MadeFiles>(), s.GetRequiredService<ILogger<TelegramChannel>>()));
        services.AddSingleton<IMediaSource, TelegramFiles>();
        services.AddSingleton<TelegramAfterwards>();
        services.AddSingleton<TelegramKeyboards>();
        services.AddSingleton<TelegramUploads>();
        services.AddSingleton<TelegramIntake>();
        services.AddSingleton(s => new TelegramDelivery(
            s.GetRequiredService<TelegramIntake>().HandleAsync, s.GetRequiredService<FailedUpdateStore>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<TelegramDelivery>>(),
            s.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddSingleton<TelegramPoller>();
        services.AddSingleton<TelegramWebhook>();
        services.AddHostedService<TelegramStart>();
    }

    public static void Map(WebApplication app, TelegramSettings? settings)
    {
        if (settings is { UsesWebhook: true })
            TelegramWebhook.Map(app);
    }
}
