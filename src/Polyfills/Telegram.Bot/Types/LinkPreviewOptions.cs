namespace Telegram.Bot.Types;

/// <summary>Whether a link in the text unfolds below it.</summary>
public class LinkPreviewOptions
{
    public bool IsDisabled { get; set; }
}
