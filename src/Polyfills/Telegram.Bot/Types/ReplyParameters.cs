namespace Telegram.Bot.Types;

/// <summary>Which message a message answers.</summary>
public class ReplyParameters
{
    public int? MessageId { get; set; }

    /// <summary>Without it, sending fails when the answered message is gone.</summary>
    public bool AllowSendingWithoutReply { get; set; }

    public static implicit operator ReplyParameters(int replyToMessageId) => new() { MessageId = replyToMessageId };
}
