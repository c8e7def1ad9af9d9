using KotanBot.Core.Conversations;

namespace KotanBot;

/// <summary>A picture or a document of the bot, made for one sending.</summary>
public sealed record MadeFile(string ContentType, byte[] Bytes)
{
    public const string Png = "image/png";

    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>As it will be, before it is made.</summary>
    public static string TypeOf(PromptAttachment attachment) => attachment.IsPicture ? Png : Workbook;
}

/// <summary>Makes one kind of attachment of what is stored.</summary>
public interface IFileMaker
{
    /// <summary>The first part of <see cref="PromptAttachment.Ref"/>.</summary>
    string Kind { get; }

    /// <summary>Null when what it is made of is not there any more, or a program is missing.</summary>
    Task<MadeFile?> TryMakeAsync(PromptAttachment attachment, string language, CancellationToken cancellation);
}
