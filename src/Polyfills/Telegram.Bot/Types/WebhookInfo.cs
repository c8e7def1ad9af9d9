using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>How Telegram delivers updates now; an empty address means that it waits to be asked.</summary>
public class WebhookInfo
{
    public string Url { get; set; } = null!;

    public int PendingUpdateCount { get; set; }

    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime? LastErrorDate { get; set; }

    public string? LastErrorMessage { get; set; }

    public int? MaxConnections { get; set; }

    public UpdateType[]? AllowedUpdates { get; set; }
}
