using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;
using Telegram.Bot.Types.ReplyMarkups;

namespace Telegram.Bot.Types;

/// <summary>A message in a chat. A message that Telegram no longer has keeps only its id and chat, and the default date.</summary>
public class Message
{
    [JsonPropertyName("message_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Id { get; set; }

    [JsonIgnore]
    public int MessageId => Id;

    public User? From { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime Date { get; set; }

    public Chat Chat { get; set; } = null!;

    public Message? ReplyToMessage { get; set; }

    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime? EditDate { get; set; }

    /// <summary>Photos and documents sent together share it, each in its own message.</summary>
    public string? MediaGroupId { get; set; }

    public string? Text { get; set; }

    public MessageEntity[]? Entities { get; set; }

    /// <summary>When set, <see cref="Document"/> is set too, to the same file.</summary>
    public Animation? Animation { get; set; }

    public Audio? Audio { get; set; }

    /// <summary>One picture in several sizes, smallest first.</summary>
    public PhotoSize[]? Photo { get; set; }

    public Document? Document { get; set; }

    public Sticker? Sticker { get; set; }

    public Story? Story { get; set; }

    public Video? Video { get; set; }

    public VideoNote? VideoNote { get; set; }

    public Voice? Voice { get; set; }

    public string? Caption { get; set; }

    public MessageEntity[]? CaptionEntities { get; set; }

    public Contact? Contact { get; set; }

    public Dice? Dice { get; set; }

    public Game? Game { get; set; }

    public Poll? Poll { get; set; }

    /// <summary>When set, <see cref="Location"/> is set too, to the same point.</summary>
    public Venue? Venue { get; set; }

    public Location? Location { get; set; }

    /// <summary>A group became a supergroup and goes on under this id.</summary>
    public long? MigrateToChatId { get; set; }

    public Message? PinnedMessage { get; set; }

    public MessageAutoDeleteTimerChanged? MessageAutoDeleteTimerChanged { get; set; }

    public UsersShared? UsersShared { get; set; }

    public ChatShared? ChatShared { get; set; }

    public string? ConnectedWebsite { get; set; }

    public WriteAccessAllowed? WriteAccessAllowed { get; set; }

    public ChatBackground? ChatBackgroundSet { get; set; }

    public GiftInfo? Gift { get; set; }

    public UniqueGiftInfo? UniqueGift { get; set; }

    public ChecklistTasksDone? ChecklistTasksDone { get; set; }

    public ChecklistTasksAdded? ChecklistTasksAdded { get; set; }

    public InlineKeyboardMarkup? ReplyMarkup { get; set; }
}
