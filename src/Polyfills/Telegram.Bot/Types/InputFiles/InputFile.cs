namespace Telegram.Bot.Types;

/// <summary>A file to send: one that Telegram has already, or bytes of ours.</summary>
public abstract class InputFile
{
    private protected InputFile()
    {
    }

    /// <param name="fileId">What Telegram called the file when it was sent before.</param>
    public static InputFileId FromFileId(string fileId) => new(fileId);

    /// <param name="stream">Its bytes, read once from where it stands.</param>
    /// <param name="fileName">What the receiver sees, where a file is shown by its name.</param>
    public static InputFileStream FromStream(Stream stream, string? fileName = default) => new(stream, fileName);
}

/// <summary>A file that Telegram has.</summary>
public class InputFileId : InputFile
{
    public InputFileId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Id = id;
    }

    public string Id { get; set; }
}

/// <summary>A file of ours, uploaded with the request.</summary>
public class InputFileStream : InputFile
{
    public InputFileStream(Stream content, string? fileName = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        Content = content;
        FileName = fileName;
    }

    public Stream Content { get; set; }

    public string? FileName { get; }
}
