using System.Text.Json.Serialization;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>What is looked up for joining two conversations of one person: the code that was said, or null where one may be made.</summary>
public sealed record LinkNeed(string? Code);

/// <summary>What is known for joining two conversations of one person.</summary>
public sealed record LinkFacts
{
    /// <summary>The channel of this conversation: whoever is in Telegram need not be shown the way there.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Where a new code leads.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InvitationAddresses? Addresses { get; init; }

    /// <summary>Null where no code was said, or none that anybody was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PresentedLink? Presented { get; init; }
}

/// <summary>What a link code that was said stands for: the conversation that gave it, and what its person is. Nobody is named before they join.</summary>
public sealed record PresentedLink(string Code, LinkState State, string Channel, string Role, SatkerFacts? Satker, string Language)
{
    /// <summary>Whether there is more to the person who says it than a talk: reports, files, or what they did for an office.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HoldsData { get; init; }
}

public enum LinkState
{
    Valid,
    Expired,
    Used,

    /// <summary>This conversation is the same person's already.</summary>
    Own,
}
