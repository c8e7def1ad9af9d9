namespace KotanBot.Storage;

/// <summary>A file that a channel holds for us. <paramref name="ThumbRef"/> is the channel's own small preview of it, if it has one.</summary>
public sealed record ExpectedFile(string Channel, string FileRef, string? ThumbRef, long? Size);

/// <summary>A file to be fetched now, named by an answer. <paramref name="Size"/> is what was announced, 0 where nothing was; <paramref name="Tries"/> failed before.</summary>
public sealed record ExpectedAttachment(string Id, string PersonId, string Channel, long Size, DateTimeOffset ExpectedAt, int Tries);

/// <summary>A file that could not be had, though an answer names it, and whose person was not told yet.</summary>
public sealed record LostAttachment(string Id, string ConversationId);
