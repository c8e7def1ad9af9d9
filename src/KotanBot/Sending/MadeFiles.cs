using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;

namespace KotanBot;

/// <summary>
/// What goes with messages of the bot, made at the moment when it is sent or opened. Nothing of it is kept, and a file that cannot be made is told in the log and left
/// out: the text is what counts.
/// </summary>
public sealed class MadeFiles(IEnumerable<IFileMaker> makers, ILogger<MadeFiles> logger)
{
    /// <summary>Null without an attachment and where it cannot be made.</summary>
    public async Task<MadeFile?> TryMakeAsync(Prompt? prompt, CancellationToken cancellation)
    {
        if (prompt?.Attached is not { } attachment || makers.FirstOrDefault(m => m.Kind == attachment.Parts[0]) is not { } maker)
            return null;
        try
        {
            return await maker.TryMakeAsync(attachment, prompt.Language ?? Languages.Indonesian, cancellation);
        }
#pragma warning disable CA1031 // Whatever goes wrong with a picture, the words that it goes with must not wait for it.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError("A file of kind {Kind} could not be made: {Failure}", attachment.Parts[0], Failure.Describe(exception));
            return null;
        }
    }
}
