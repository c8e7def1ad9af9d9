namespace Telegram.Bot.Types;

/// <summary>A place with a name.</summary>
public class Venue
{
    public Location Location { get; set; } = null!;

    public string Title { get; set; } = null!;

    public string Address { get; set; } = null!;
}
