using System.Globalization;
using System.Text.Encodings.Web;
using KotanBot.Core.Definitions;

namespace KotanBot.Pages;

/// <summary>What stands on the page: the code, where it leads, and for whom and until when (in the office's time) it is good.</summary>
public sealed record InvitationSheet(string Code, Uri Web, Uri? Telegram, string Office, TextKey Role, int Uses, DateTimeOffset Ends, string Zone);

/// <summary>Writes the invitation page: one HTML document without scripts, Indonesian with English below, for the screen and for paper.</summary>
public sealed class InvitationHtml(Texts texts, string css)
{
    private static readonly string[] Months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    public string Write(InvitationSheet sheet) => Document($"""
        <h1>Lapor kegiatan P4GN lewat obrolan</h1>
        <p lang="en">Report drug prevention work by chat</p>
        <p>Undangan dari <strong>{Html(sheet.Office)}</strong> untuk <strong>{Html(texts.Say(sheet.Role, Languages.Indonesian))}</strong>, paling banyak {Count(sheet.Uses).Replace(',', '.')} orang, berlaku sampai {Indonesian(sheet)}.</p>
        <p lang="en">An invitation from {Html(sheet.Office)} for: {Html(texts.Say(sheet.Role, Languages.English))}; {Count(sheet.Uses)} people at most, valid until {English(sheet)}.</p>
        <p class="screen">Untuk mencetak, pilih Cetak di menu peramban. <span lang="en">To print, choose Print in the browser's menu.</span></p>
        <div class="codes">{Figure(sheet.Web, "Lewat peramban", "In the browser", "Kode QR ke halaman obrolan")}{(sheet.Telegram is { } telegram ? Figure(telegram, "Lewat Telegram", "In Telegram", "Kode QR ke Telegram") : "")}</div>
        <div class="code">Kode undangan <span lang="en">Invitation code</span><b translate="no">{Html(sheet.Code)}</b></div>
        <ol>
        <li>Arahkan kamera ponsel ke kotak di atas, atau buka alamat di bawahnya. <span lang="en">Point your phone's camera at the square above, or open the address below it.</span></li>
        <li>Kalau diminta kode, tulis kode undangan di atas. Huruf besar atau kecil sama saja. <span lang="en">If you are asked for a code, write the one above; capitals do not matter.</span></li>
        <li>Jawab pertanyaannya satu per satu. Kalau ragu, ketik tanda tanya. <span lang="en">Answer one question at a time. When in doubt, type a question mark.</span></li>
        </ol>
        <div class="small">
        <p><strong>Gratis dan hemat data.</strong> Lewat peramban, halaman dan satu laporan kira-kira 20 kB; satu foto paling besar 150 kB dan boleh tanpa foto. <span lang="en">Free, with little data: about 20 kB for the page and a report in the browser; a photo takes 150 kB at most and may be left out.</span></p>
        <p><strong>Yang disimpan:</strong> nama panggilan, lembaga, dan laporan Anda, untuk kantor BNN Anda; nama dan tulisan dienkripsi. Ketik /data untuk melihatnya dan /hapus untuk menghapusnya. Jangan tulis NIK, nama pengguna narkoba, atau hasil tes perorangan. <span lang="en">We keep your name, institution and reports for your BNN office; names and texts are encrypted. Type /data to see them and /hapus to erase them. Please write no identity numbers, names of drug users or anybody's test result.</span></p>
        </div>
        """);

    /// <summary>For a code that is good for nothing, in the words that the bot has for it.</summary>
    public string WriteRefusal(TextKey reason) => Document($"""
        <h1>Undangan ini tidak bisa dipakai</h1>
        <p lang="en">This invitation cannot be used</p>
        <p>{Html(texts.Say(reason, Languages.Indonesian))}</p>
        <p lang="en">{Html(texts.Say(reason, Languages.English))}</p>
        <p><a href="./">Buka obrolan tanpa kode</a> <span lang="en">Open the chat without a code</span></p>
        """);

    private string Document(string body) => $"""
        <!doctype html>
        <html lang="id">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Undangan KotanBot</title>
        <style>{css}</style>
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>
        """;

    private static string Figure(Uri link, string title, string english, string label) =>
        $"<figure><figcaption><strong>{title}</strong><span lang=\"en\">{english}</span></figcaption>{QrPicture.Draw(link.AbsoluteUri, label)}<a href=\"{Html(link.AbsoluteUri)}\" translate=\"no\">{Html(Readable(link))}</a></figure>";

    /// <summary>As people copy it by hand: the scheme goes without saying, except where it is not the usual one.</summary>
    private static string Readable(Uri link)
    {
        const string usual = "https://";
        return link.AbsoluteUri.StartsWith(usual, StringComparison.Ordinal) ? link.AbsoluteUri[usual.Length..] : link.AbsoluteUri;
    }

    private static string Count(int people) => people.ToString("N0", CultureInfo.InvariantCulture);

    private static string Indonesian(InvitationSheet sheet) =>
        string.Create(CultureInfo.InvariantCulture, $"{sheet.Ends.Day} {Months[sheet.Ends.Month - 1]} {sheet.Ends.Year} pukul {sheet.Ends:HH'.'mm} {Html(sheet.Zone)}");

    private static string English(InvitationSheet sheet) => string.Create(CultureInfo.InvariantCulture, $"{sheet.Ends:d MMMM yyyy, HH:mm} {Html(sheet.Zone)}");

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
