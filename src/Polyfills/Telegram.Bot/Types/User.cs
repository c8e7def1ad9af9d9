using System.Text.Json.Serialization;

namespace Telegram.Bot.Types;

/// <summary>A person or a bot.</summary>
public class User
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long Id { get; set; }

    public bool IsBot { get; set; }

    public string FirstName { get; set; } = null!;

    public string? LastName { get; set; }

    public string? Username { get; set; }

    /// <summary>The language of the person's app, as an IETF tag; many leave it unset.</summary>
    public string? LanguageCode { get; set; }
}
