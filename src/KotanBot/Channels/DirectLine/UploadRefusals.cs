namespace KotanBot.Channels.DirectLine;

/// <summary>Why an upload is not taken, in words for the person who sent it.</summary>
internal static class UploadRefusals
{
    private const string TooMuchCode = "MessageSizeTooBig";

    public static IResult TooBig(HttpContext context) => TooMuch(context, "Berkas ini terlalu besar. Paling besar 10 MB.", "This file is too big. 10 MB at most.");

    public static IResult TooMany(HttpContext context) =>
        TooMuch(context, $"Paling banyak {UploadForm.MostFiles} berkas sekaligus.", $"{UploadForm.MostFiles} files at most.");

    public static IResult TooLongActivity(HttpContext context) =>
        TooMuch(context, "Tulisan di foto ini terlalu panjang. Silakan kirim tulisannya terpisah.", "The text with this photo is too long. Please send it by itself.");

    /// <summary>Not 408: browsers send such a request again by themselves.</summary>
    public static IResult TooSlow(HttpContext context) => TooMuch(
        context, "Jaringan terlalu lambat untuk berkas ini. Coba foto yang lebih kecil.", "The network is too slow for this file. Please try a smaller photo.");

    public static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = FailureMiddleware.RetryAfterSeconds;
        return DirectLineResults.Kind(
            context,
            StatusCodes.Status503ServiceUnavailable,
            "ServiceUnavailable",
            "Foto lain masih dikirim. Silakan coba lagi sebentar lagi.",
            "Another photo is still being sent. Please try again in a moment.");
    }

    public static IResult Full(HttpContext context) => DirectLineResults.Kind(
        context,
        StatusCodes.Status413PayloadTooLarge,
        "StorageFull",
        "Tempat untuk foto Anda sudah penuh. Laporan tetap bisa dikirim tanpa foto ini.",
        "The space for your photos is full. The report can be sent without this photo.");

    private static IResult TooMuch(HttpContext context, string indonesian, string english) =>
        DirectLineResults.Kind(context, StatusCodes.Status413PayloadTooLarge, TooMuchCode, indonesian, english);
}
