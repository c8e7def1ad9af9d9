namespace KotanBot.Media;

/// <summary>Plugs the keeping of photos and files into the host. A channel adds its <see cref="IMediaSource"/>.</summary>
public static class MediaServices
{
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddSingleton<PhotoDoor>();
        services.AddSingleton<UploadPlaces>();
        services.AddSingleton(s => s.GetRequiredService<OpenedGateway>().Stores.MediaIds);
        services.AddSingleton(s => new VipsThumbnail(VipsThumbnail.Find(), s.GetRequiredService<ILogger<VipsThumbnail>>()));
        services.AddSingleton<MediaFetcher>();
        services.AddSingleton<MediaJob>();
        services.AddHostedService(s => s.GetRequiredService<MediaJob>());
        return services;
    }
}
