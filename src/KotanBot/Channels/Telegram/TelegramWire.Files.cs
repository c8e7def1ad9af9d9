using KotanBot.Media;
using Telegram.Bot.Types;

namespace KotanBot.Channels.Telegram;

public static partial class TelegramWire
{
    private static readonly string[] KeptEndings = [".jpg", ".jpeg", ".png", ".webp", ".pdf"];

    /// <summary>Pictures that no office program of ours opens; refused at once rather than after the fetch.</summary>
    private static readonly string[] OtherPictures = ["image/gif", "image/svg+xml", "image/heic", "image/heif", "image/avif", "image/tiff", "image/bmp"];

    /// <summary>The file worth fetching, or null when there is none or it is too big.</summary>
    private static TelegramFile? FileOf(Message message) => message switch
    {
        { Photo: { } sizes } => PhotoOf(sizes),
        { Animation: not null } => null,
        { Document: { } document } when Fits(document) && LooksKept(document) =>
            new TelegramFile(document.FileId, document.Thumbnail?.FileId, document.FileSize, document.MimeType),
        _ => null,
    };

    private static TelegramFile? PhotoOf(PhotoSize[] sizes)
    {
        var fitting = sizes.AsEnumerable().Reverse().Where(Fits).OrderByDescending(s => (long)s.Width * s.Height).ToList();
        if (fitting.Count == 0)
            return null;
        var thumbnail = fitting.Skip(1).FirstOrDefault(s => Math.Max(s.Width, s.Height) <= MediaLimits.ThumbnailEdge);
        return new TelegramFile(fitting[0].FileId, thumbnail?.FileId, fitting[0].FileSize, "image/jpeg");
    }

    /// <summary>Larger files are refused at once; a bot may fetch files up to 20 MB, but nobody here needs them.</summary>
    private static bool Fits(FileBase file) => file.FileSize is not > MediaLimits.MostFileBytes;

    /// <summary>The type and the name are the sender's claim: good enough to fetch the file, and its bytes decide then.</summary>
    private static bool LooksKept(Document document)
    {
        var type = document.MimeType ?? "";
        if (type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
            return !OtherPictures.Contains(type, StringComparer.OrdinalIgnoreCase);
        return type.Equals("application/pdf", StringComparison.OrdinalIgnoreCase)
            || (type is "" or "application/octet-stream" && KeptEndings.Contains(Path.GetExtension(document.FileName ?? ""), StringComparer.OrdinalIgnoreCase));
    }
}
