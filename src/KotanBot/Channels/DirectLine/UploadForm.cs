using KotanBot.Media;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>What a form of files holds, or what is too much in it.</summary>
internal abstract record UploadForm
{
    public const int MostFiles = 5;

    private const string ActivityType = "application/vnd.microsoft.activity";

    /// <summary>Enough to tell what a file is.</summary>
    private const int HeadBytes = 16;

    private UploadForm()
    {
    }

    public sealed record Parts(byte[]? Activity, List<File> Files) : UploadForm;

    public sealed record TooBig : UploadForm;

    public sealed record TooManyFiles : UploadForm;

    public sealed record TooLongActivity : UploadForm;

    /// <summary>The declared type is the sender's claim and decides words alone.</summary>
    public sealed record File(byte[] Bytes, string? DeclaredType);

    /// <summary>Of files that are not to be kept, only the beginning takes memory.</summary>
    public static async Task<UploadForm> ReadAsync(string boundary, Stream form, bool keeps, CancellationToken cancellation)
    {
        var reader = new MultipartReader(boundary, form);
        var files = new List<File>();
        byte[]? activity = null;
        var left = MediaLimits.MostFileBytes;
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            var isActivity = IsActivity(section.ContentType);
            var isFile = !isActivity && (section.GetContentDispositionHeader()?.IsFileDisposition() ?? false);
            if (isFile && files.Count == MostFiles)
                return new TooManyFiles();
            if (await RequestBody.ReadAsync(section.Body, isActivity ? ActivityRoutes.MostBody : left, isActivity || keeps ? int.MaxValue : HeadBytes, cancellation) is not { } body)
                return isActivity ? new TooLongActivity() : new TooBig();
            if (isActivity)
                activity = body.Kept;
            else if (isFile)
            {
                files.Add(new File(body.Kept, section.ContentType));
                left -= body.Length;
            }
        }

        return new Parts(activity, files);
    }

    private static bool IsActivity(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(ActivityType, StringComparison.OrdinalIgnoreCase);
}
