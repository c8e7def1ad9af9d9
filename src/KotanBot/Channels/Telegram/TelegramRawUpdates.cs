namespace KotanBot.Channels.Telegram;

/// <summary>
/// Keeps the bytes of the last answer to getUpdates. The client reads all updates of an answer or none, so one that it
/// cannot read would hide the others, and come back for ever.
/// </summary>
public sealed class TelegramRawUpdates : DelegatingHandler
{
    /// <summary>Null when the last call brought no answer.</summary>
    public byte[]? Last { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.AbsolutePath.EndsWith("/getUpdates", StringComparison.OrdinalIgnoreCase) != true)
            return await base.SendAsync(request, cancellationToken);
        Last = null;
        var answer = await base.SendAsync(request, cancellationToken);
        try
        {
            if (answer.IsSuccessStatusCode)
            {
                Last = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            }
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
