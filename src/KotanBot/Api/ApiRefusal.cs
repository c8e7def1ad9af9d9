using KotanBot.Channels.DirectLine;

namespace KotanBot.Api;

/// <summary>Why a call is not answered. What is wrong is said kindly and named, so that whoever writes the program can mend it.</summary>
/// <param name="Kind">The last word of the problem's type.</param>
internal sealed record ApiRefusal(int Status, string Kind, KindWords Title, KindWords Detail)
{
    private static readonly KindWords NotLetIn = new("Token diperlukan", "A token is needed");

    private static readonly KindWords Unreadable = new("Permintaan tidak terbaca", "The request cannot be read");

    private static readonly KindWords Missing = new("Tidak ditemukan", "Not found");

    public static readonly ApiRefusal NoToken = new(401, "no-token", NotLetIn, new(
        "Silakan kirim token di kepala permintaan: Authorization: Bearer TOKEN. Pengelola server membuatnya dengan kotanbot token create.",
        "Please send a token in the head of the request: Authorization: Bearer TOKEN. Whoever runs the server makes one with kotanbot token create."));

    public static readonly ApiRefusal UnknownToken = new(401, "unknown-token", new("Token tidak dikenal", "The token is unknown"), new(
        "Token ini tidak dikenal di server ini. Silakan periksa apakah tersalin utuh.",
        "This server does not know this token. Please check that it was copied whole."));

    public static readonly ApiRefusal ExpiredToken = new(401, "expired-token", new("Token sudah berakhir", "The token has expired"), new(
        "Masa berlaku token ini sudah habis. Silakan minta yang baru kepada pengelola server.",
        "The time of this token is over. Please ask whoever runs the server for a new one."));

    public static readonly ApiRefusal RevokedToken = new(401, "revoked-token", new("Token sudah dicabut", "The token was revoked"), new(
        "Token ini sudah dicabut. Silakan minta yang baru kepada pengelola server.",
        "This token was revoked. Please ask whoever runs the server for a new one."));

    public static readonly ApiRefusal TooOften = new(429, "too-often", new("Terlalu sering", "Too often"), new(
        "Mohon tunggu sebentar lalu coba lagi; Retry-After menyebut berapa detik.",
        "Please wait a moment and try again; Retry-After says how many seconds."));

    public static readonly ApiRefusal BadCursor = Bad("cursor", "harus dari jawaban sebelumnya untuk pertanyaan yang sama", "must come from the answer before to the same question");

    public static readonly ApiRefusal NoRoute = new(404, "no-route", Missing, new(
        "Alamat ini tidak ada. Semua alamat tertulis di /api/openapi.json.",
        "There is nothing at this address. All addresses stand in /api/openapi.json."));

    public static readonly ApiRefusal ReadOnly = new(405, "read-only", new("Hanya untuk dibaca", "Read only"), new(
        "API ini hanya menjawab GET.",
        "This API answers GET only."));

    public static readonly ApiRefusal Busy = new(503, "busy", new("Sedang sibuk", "Busy"), new(
        "Penyimpanan sedang sibuk. Mohon coba lagi sebentar lagi.",
        "The store is busy. Please try again in a moment."));

    public static readonly ApiRefusal Failed = new(500, "failed", new("Kesalahan di pihak kami", "Our fault"), new(
        "Permintaan ini gagal karena kesalahan kami. Mohon coba lagi.",
        "This request failed by a fault of ours. Please try again."));

    public static ApiRefusal Bad(string parameter, string indonesian, string english) =>
        new(400, "bad-parameter", Unreadable, new($"{parameter} {indonesian}.", $"{parameter} {english}."));

    public static ApiRefusal NotFound(string indonesian, string english) => new(404, "not-found", Missing, new(indonesian, english));

    public static ApiRefusal UnknownSatker(string code) => NotFound(
        $"Satker {code} tidak ada. Yang ada tertulis di /api/v1/satker.",
        $"There is no satker {code}. Those that there are stand in /api/v1/satker.");

    public static ApiRefusal OutsideScope(string code, string root) => new(403, "outside-scope", new("Di luar wewenang token", "Outside the token's scope"), new(
        $"Token ini hanya untuk {root} dan satker di bawahnya; {code} bukan salah satunya.",
        $"This token is for {root} and the satker below it; {code} is none of them."));
}

/// <summary>Ends a call with a refusal.</summary>
internal sealed class ApiRefusedException(ApiRefusal refusal) : Exception(refusal.Detail.English)
{
    public ApiRefusal Refusal { get; } = refusal;
}
