using KotanBot.Charts;

namespace KotanBot.Summaries;

/// <summary>Plugs the files of weekly summaries into the host.</summary>
public static class SummaryServices
{
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddSingleton(s => new PngPicture(PngPicture.Find(), s.GetRequiredService<ILogger<PngPicture>>()));
        services.AddSingleton<IFileMaker, SummaryChartFile>();
        services.AddSingleton<IFileMaker, SummaryTableFile>();
        services.AddSingleton<MadeFiles>();
        return services;
    }
}
