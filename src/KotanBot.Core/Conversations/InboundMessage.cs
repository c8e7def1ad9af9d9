using System.Collections.Immutable;

namespace KotanBot.Core.Conversations;

/// <summary>Where a conversation lives: the channel's name and the address inside it (a chat id, a Direct Line conversation id).</summary>
public sealed record ChannelAddress(string Channel, string Address);

/// <summary>
/// One message as a channel's wire mapping understood it. <paramref name="Key"/> is unique per channel (update id, client
/// activity id), so that a redelivered message is recognised and answered once.
/// </summary>
/// <param name="Shown">What the person sees in the history as their own message (a button's label, a photo's caption).</param>
public sealed record InboundMessage(ChannelAddress From, string Key, Input Input, string Shown)
{
    /// <summary>The channel's own name of this message, by which a later edit or reply refers to it, or null.</summary>
    public string? Ref { get; init; }

    /// <summary>What the channel kept of it already; the history shows those that the turn gave a place.</summary>
    public ImmutableArray<MessageFile> Files { get; init; } = [];
}
