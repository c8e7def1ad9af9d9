namespace Telegram.Bot.Types;

/// <summary>What would make a refused request succeed.</summary>
public class ResponseParameters
{
    /// <summary>The group became a supergroup and has this id now.</summary>
    public long? MigrateToChatId { get; set; }

    /// <summary>Seconds to wait.</summary>
    public int? RetryAfter { get; set; }
}
