namespace Telegram.Bot.Types;

/// <summary>A file at Telegram. The id is for this bot and may change; the unique id stays and cannot be used to fetch it.</summary>
public abstract class FileBase
{
    public string FileId { get; set; } = null!;

    public string FileUniqueId { get; set; } = null!;

    public long? FileSize { get; set; }
}

/// <summary>A file ready to be fetched for at least an hour.</summary>
public class TGFile : FileBase
{
    public string? FilePath { get; set; }
}

/// <summary>One size of a picture.</summary>
public class PhotoSize : FileBase
{
    public int Width { get; set; }

    public int Height { get; set; }
}

/// <summary>A file sent as it is.</summary>
public class Document : FileBase
{
    public PhotoSize? Thumbnail { get; set; }

    public string? FileName { get; set; }

    public string? MimeType { get; set; }
}

/// <summary>A film; read only far enough to refuse it kindly.</summary>
public class Video : FileBase
{
    public int Duration { get; set; }

    public string? MimeType { get; set; }
}

/// <summary>A spoken note; read only far enough to refuse it kindly.</summary>
public class Voice : FileBase
{
    public int Duration { get; set; }

    public string? MimeType { get; set; }
}

/// <summary>A sticker; read only far enough to refuse it kindly.</summary>
public class Sticker : FileBase
{
    public string? Emoji { get; set; }
}

/// <summary>A short film without sound; <see cref="Message.Document"/> is set beside it. Read only far enough to refuse it kindly.</summary>
public class Animation : FileBase
{
    public int Duration { get; set; }

    public string? MimeType { get; set; }
}

/// <summary>Music; read only far enough to refuse it kindly.</summary>
public class Audio : FileBase
{
    public int Duration { get; set; }

    public string? MimeType { get; set; }
}

/// <summary>A round film; read only far enough to refuse it kindly.</summary>
public class VideoNote : FileBase
{
    public int Length { get; set; }

    public int Duration { get; set; }
}
