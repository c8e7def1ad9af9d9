namespace KotanBot.Media;

/// <summary>Plugs the keeping of photos and files into the host.</summary>
public static class MediaServices
{
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddSingleton<PhotoDoor>();
        services.AddSingleton<UploadPlaces>();
        return services;
    }
}
