namespace KotanBot;

/// <summary>Plays the demo transcripts.</summary>
public sealed class DemoSeeder(OpenedGateway gateway)
{
    public Task SeedAsync(string definitionsPath) => gateway is null ? throw new ArgumentNullException(definitionsPath) : Task.CompletedTask;
}
