using System.Text.Json.Serialization;

namespace Telegram.Bot.Types;

/// <summary>A thrown die, dart or ball; read only far enough to refuse it kindly.</summary>
public class Dice
{
    public string Emoji { get; set; } = null!;

    public int Value { get; set; }
}

/// <summary>A game; read only far enough to refuse it kindly.</summary>
public class Game
{
    public string Title { get; set; } = null!;
}

/// <summary>A poll; read only far enough to refuse it kindly.</summary>
public class Poll
{
    public string Id { get; set; } = null!;

    public string Question { get; set; } = null!;
}

/// <summary>A story passed on; read only far enough to refuse it kindly.</summary>
public class Story
{
    public Chat Chat { get; set; } = null!;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Id { get; set; }
}
