namespace Telegram.Bot.Types;

/// <summary>Messages of this chat vanish after so many seconds from now on.</summary>
public class MessageAutoDeleteTimerChanged
{
    public int MessageAutoDeleteTime { get; set; }
}

/// <summary>The person shared other people with the bot by a button made for it.</summary>
public class UsersShared
{
    public int RequestId { get; set; }
}

/// <summary>The person shared a chat with the bot by a button made for it.</summary>
public class ChatShared
{
    public int RequestId { get; set; }

    public long ChatId { get; set; }
}

/// <summary>The person allowed the bot to write to them.</summary>
public class WriteAccessAllowed
{
    public bool FromRequest { get; set; }
}

/// <summary>Somebody changed the background of the chat; what it looks like is not read.</summary>
public class ChatBackground;

/// <summary>A gift was sent; which one is not read.</summary>
public class GiftInfo;

/// <summary>A gift of which there is only one was sent; which one is not read.</summary>
public class UniqueGiftInfo;

/// <summary>Tasks of a checklist were marked; which ones is not read.</summary>
public class ChecklistTasksDone
{
    public Message? ChecklistMessage { get; set; }
}

/// <summary>Tasks were added to a checklist; which ones is not read.</summary>
public class ChecklistTasksAdded
{
    public Message? ChecklistMessage { get; set; }
}
