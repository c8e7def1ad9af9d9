using System.Text;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Site.Forms;

/// <summary>The text of a form as it was sent: a file, or what was typed where there is none.</summary>
public static class FormUpload
{
    public const string FileField = "file";

    public const string TextField = "text";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or why it is none. Nothing beyond the largest size is read.</summary>
    public static async Task<(string? Text, Issue? Refusal)> ReadAsync(IFormCollection form, CancellationToken cancellation)
    {
        if (form.Files.GetFile(FileField) is { Length: > 0 } file)
            return file.Length > FormReader.LargestBytes ? (null, TooLarge) : await ReadFileAsync(file, cancellation);
        var text = form[TextField].ToString().ReplaceLineEndings("\n");
        return Encoding.UTF8.GetByteCount(text) > FormReader.LargestBytes ? (null, TooLarge) : (text, null);
    }

    private static Issue TooLarge { get; } = new("too-large", "", 1, 1, $"a form has at most {FormReader.LargestBytes / 1024} kB");

    private static async Task<(string? Text, Issue? Refusal)> ReadFileAsync(IFormFile file, CancellationToken cancellation)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellation);
        try
        {
            return (Strict.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n"), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new Issue("not-utf-8", "", 1, 1, "the file is not UTF-8 text"));
        }
    }
}
