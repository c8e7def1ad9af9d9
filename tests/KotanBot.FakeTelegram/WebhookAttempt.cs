namespace KotanBot.Fakes;

/// <summary>One attempt to deliver to the webhook. The status is zero when no answer came.</summary>
public sealed record WebhookAttempt(DateTimeOffset At, long UpdateId, int Status, long BytesOut);
