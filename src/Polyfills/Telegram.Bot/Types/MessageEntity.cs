using System.Text.Json.Serialization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>A stretch of a text that means something; positions count UTF-16 units, as .NET strings do.</summary>
public class MessageEntity
{
    public MessageEntityType Type { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Offset { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Length { get; set; }

    public string? Url { get; set; }
}
