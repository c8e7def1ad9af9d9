namespace KotanBot.Storage;

/// <summary>A message that a channel took; <paramref name="Ref"/> is the channel's name of it, or null.</summary>
public sealed record SentMark(long Ordinal, string? Ref);
