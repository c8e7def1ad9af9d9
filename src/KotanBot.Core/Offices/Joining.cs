using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

[JsonDerivedType(typeof(ConversationJoined), "conversation-joined")]
public abstract partial record Notice
{
    /// <summary>Another conversation, over this channel, became the reader's. It is told where the code was given, so that nobody joins unnoticed.</summary>
    public sealed record ConversationJoined(string Channel) : Notice;
}
