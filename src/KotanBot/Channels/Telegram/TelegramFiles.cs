using KotanBot.Media;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Fetches files from Telegram: first where it is, then its bytes. Only a file too big is beyond hope at once; Telegram's
/// other refusals ("wrong file_id or the file is temporarily unavailable") do not tell whether a later try may do better.
/// </summary>
public sealed class TelegramFiles(ITelegramBotClient bot) : IMediaSource
{
    private const int BadRequest = 400;

    public string Channel => TelegramWire.Channel;

    public async Task<MediaFetch> FetchAsync(string fileRef, int mostBytes, CancellationToken cancellation)
    {
        await using var bytes = new CappedStream(mostBytes);
        try
        {
            var file = await bot.GetFile(fileRef, cancellationToken: cancellation);
            if (file.FileSize > mostBytes)
                return new MediaFetch.TooBig();
            // Files that the server will not hand out have no path.
            if (file.FilePath is not { Length: > 1 } path)
                return new MediaFetch.Gone("no-path");
            if (LeadsAway(path))
                return new MediaFetch.Gone("strange-path");
            await bot.DownloadFile(path, bytes, cancellation);
            return new MediaFetch.Got(bytes.Kept);
        }
        catch (RequestException) when (bytes.Overflowed)
        {
            return new MediaFetch.TooBig();
        }
        catch (RequestException) when (cancellation.IsCancellationRequested)
        {
            // The package wraps a cancellation in the middle of a download.
            throw new OperationCanceledException(cancellation);
        }
        catch (ApiRequestException refusal) when (IsTooBig(refusal))
        {
            return new MediaFetch.TooBig();
        }
        catch (RequestException fault)
        {
            return new MediaFetch.RetryAfter(TelegramFaultReader.ToldWait(fault) ?? TimeSpan.Zero);
        }
    }

    private static bool IsTooBig(ApiRequestException refusal) =>
        refusal.ErrorCode == BadRequest && refusal.Message.Contains("file is too big", StringComparison.OrdinalIgnoreCase);

    /// <summary>Joined to our address, such a path would lead out of where the server keeps a bot's files.</summary>
    private static bool LeadsAway(string path) => path.StartsWith('/') || path.Split('/', '\\').Any(part => Uri.UnescapeDataString(part) is ".." or ".");
}
