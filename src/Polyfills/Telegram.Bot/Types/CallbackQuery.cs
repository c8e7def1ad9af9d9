namespace Telegram.Bot.Types;

/// <summary>Someone pressed a button under a message.</summary>
public class CallbackQuery
{
    public string Id { get; set; } = null!;

    public User From { get; set; } = null!;

    /// <summary>The message with the button; its date is the default date when Telegram no longer has it.</summary>
    public Message? Message { get; set; }

    public string? InlineMessageId { get; set; }

    public string ChatInstance { get; set; } = null!;

    public string? Data { get; set; }
}
