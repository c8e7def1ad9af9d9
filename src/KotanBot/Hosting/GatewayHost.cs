using KotanBot.Api;
using KotanBot.Channels.DirectLine;
using KotanBot.Channels.Telegram;
using KotanBot.Media;
using KotanBot.Offices;
using KotanBot.Pages;
using KotanBot.Site;
using KotanBot.Storage;
using KotanBot.Summaries;
using Microsoft.Extensions.Logging.Console;

namespace KotanBot;

/// <summary>Puts the server together. The application owns everything it opened: disposing it drains the outbox, closes the stores and frees the lock.</summary>
public static class GatewayHost
{
    /// <summary>Throws <see cref="RefusedException"/> or <see cref="StorageUnavailableException"/> when it cannot start.</summary>
    public static async Task<WebApplication> BuildAsync(GatewayOptions options)
    {
        var gateway = await OpenedGateway.TryOpenAsync(options) ?? throw new DataFolderBusyException(DataFolder.Open(options.DataPath));
        try
        {
            gateway.Stores.Attachments.DeleteOrphans();
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            var socket = ControlSocket.Prepare(gateway.Folder);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
            builder.WebHost.UseUrls([.. options.Urls, socket.Url]);
            ConfigureLogging(builder.Logging);
            AddServices(builder.Services, gateway, socket);
            var app = builder.Build();
            Map(app, options);
            gateway.Served.Tell(app.Services.GetRequiredService<ILogger<ServedDefinitions>>());
            gateway.Stores.Facts.Addresses = app.Services.GetRequiredService<InvitationLinks>().Addresses;
            if (options.Demo)
                await app.Services.GetRequiredService<DemoSeeder>().SeedAsync();
            else
                await app.Services.GetRequiredService<DemoSeeder>().CloseAsync();
            return app;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Kestrel and the host log exceptions whole, and an exception's message may quote what a person wrote; start-up faults are told in one line by the command.
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    private static void AddServices(IServiceCollection services, OpenedGateway gateway, ControlSocket socket)
    {
        // Factories, not instances: the container then disposes what it hands out, in reverse order of first use.
        services.AddSingleton(_ => gateway);
        services.AddSingleton(_ => socket);
        services.AddSingleton(gateway.Options);
        services.AddSingleton(gateway.Options.TimeProvider);
        services.AddSingleton(gateway.Served);
        services.AddSingleton(gateway.Forms);
        services.AddSingleton(gateway.Stores.Forms);
        services.AddSingleton(gateway.Folder);
        services.AddSingleton(gateway.Stores.Messages);
        services.AddSingleton(gateway.Dialogs);
        services.AddSingleton(gateway.Stores.DialogVersions);
        services.AddSingleton(gateway.Stores.Facts);
        services.AddSingleton(gateway.Stores.Ended);
        services.AddSingleton(gateway.Stores.TrustedOrigins);
        services.AddSingleton(gateway.Stores.Attachments);
        services.AddSingleton(gateway.Stores.Invitations);
        services.AddSingleton(gateway.Stores.Satkers);
        services.AddSingleton(gateway.Stores.Regions);
        services.AddSingleton(gateway.Stores.Registers);
        services.AddSingleton<SatkerImport>();
        services.AddSingleton<TargetImport>();
        services.AddSingleton(gateway.Stores.Wakes);
        services.AddSingleton(gateway.Stores.Notices);
        services.AddSingleton(gateway.Stores.Reminders);
        services.AddSingleton(gateway.Stores.OverdueFixes);
        services.AddSingleton(gateway.Stores.Summaries);
        services.AddSingleton(gateway.Stores.Targets);
        services.AddSingleton(gateway.Stores.Tallies);
        services.AddSingleton(gateway.Stores.ItemTallies);
        services.AddSingleton(gateway.Stores.ApiTokens);
        services.AddSingleton(gateway.Stores.Exports);
        services.AddSingleton(gateway.Stores.Questionnaires);
        services.AddSingleton(gateway.Stores.Turns);
        services.AddSingleton(gateway.Stores.Reachability);
        services.AddSingleton(gateway.Stores.FailedUpdates);
        services.AddSingleton(gateway.Stores.Keys);
        services.AddSingleton(gateway.Stores.Database);
        services.AddSingleton<LateBodies>();
        // Beyond the patience with late bodies, and within the ten seconds that containers usually get.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(9));
        services.AddSingleton<WriteCheck>();
        services.AddSingleton<Readiness>();
        services.AddSingleton(s => s.GetRequiredService<OpenedGateway>().CreateSender(s.GetServices<IChannel>(), s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(s => s.GetRequiredService<OpenedGateway>().CreateRunner(s.GetRequiredService<MessageSender>(), s.GetRequiredService<ILoggerFactory>()));
        MediaServices.Add(services);
        SummaryServices.Add(services);
        DirectLineEndpoints.Add(services);
        ApiRoutes.Add(services);
        TelegramServices.Add(services, gateway.Options.Telegram);
        services.AddSingleton(gateway.Stores.SiteAccess);
        services.AddSingleton(gateway.Stores.Offices);
        services.AddSingleton(gateway.Stores.Reports);
        services.AddSingleton(gateway.Stores.Audit);
        SiteServices.Add(services);
        services.AddSingleton<DemoSeeder>();
        services.AddSingleton<InvitationLinks>();
        services.AddSingleton<ControlEndpoints>();
        services.AddHostedService<OutboxJob>();
        services.AddHostedService<WakeJob>();
        services.AddHostedService<NoticeJob>();
        services.AddSingleton(gateway.Options.Reminder);
        services.AddHostedService<ReminderJob>();
        services.AddHostedService<OverdueFixJob>();
        services.AddHostedService<TallyJob>();
        services.AddHostedService<ItemTallyJob>();
        services.AddSingleton(gateway.Options.Summary);
        services.AddSingleton(gateway.Stores.Indices);
        services.AddSingleton<IndexRound>();
        services.AddHostedService<IndexJob>();
        services.AddHostedService<SummaryJob>();
        services.AddHostedService<RetentionJob>();
        services.AddHostedService<UnkeptJob>();
    }

    private static void Map(WebApplication app, GatewayOptions options)
    {
        TrustedProxies.Use(app, options.TrustedProxies);
        app.UseMiddleware<FailureMiddleware>();
        var late = app.Services.GetRequiredService<LateBodies>();
        app.Use(next => context => late.WatchAsync(context, next));
        DirectLineCors.Use(app);
        app.Services.GetRequiredService<ControlEndpoints>().Map(app);
        app.UseMiddleware<HostCheck>();
        ApiDoor.Use(app, options.Api);
        HealthEndpoints.Map(app);
        DirectLineEndpoints.Map(app);
        InvitationPage.Map(app);
        SiteServices.Map(app);
        ApiRoutes.Map(app);
        TelegramServices.Map(app, options.Telegram);
    }
}
