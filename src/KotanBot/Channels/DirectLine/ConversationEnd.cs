using System.Collections.Immutable;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// How a conversation ended. The end takes the place after the last message, <paramref name="Ordinal"/>, so that a client
/// tells by its watermark whether it has seen it. <paramref name="Last"/> is what an erasure left to say and no log holds.
/// </summary>
public sealed record ConversationEnd(string Address, long Ordinal, DateTimeOffset At, ImmutableArray<StoredMessage> Last);
