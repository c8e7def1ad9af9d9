using System.Globalization;
using System.Text.Encodings.Web;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;

namespace KotanBot.Pages;

/// <summary>Writes the invitation page: one HTML document without scripts, Indonesian with English below, for the screen and for paper.</summary>
public sealed class InvitationHtml(Texts texts, string css)
{
    private static readonly string[] Months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    public string Write(ShownInvitation invitation) => Document($"""
        <h1>Lapor kegiatan P4GN lewat obrolan</h1>
        <p lang="en">Report drug prevention work by chat</p>
        <p>Undangan dari <strong>{Html(invitation.Office)}</strong> untuk <strong>{Html(Role(invitation.Role))}</strong>, {People(invitation.Uses)}, berlaku sampai {Indonesian(invitation)}.</p>
        <p lang="en">An invitation from {Html(invitation.Office)} for: {Html(texts.Say(invitation.Role, Languages.English))}; {EnglishPeople(invitation.Uses)}, valid until {English(invitation)}.</p>
        <p class="screen">Untuk mencetak, pilih Cetak di menu peramban. <span lang="en">To print, choose Print in the browser's menu.</span></p>
        <div class="codes">{Figure(invitation.Web, "Lewat peramban", "In the browser", "Kode QR ke halaman obrolan")}{(invitation.Telegram is { } telegram ? Figure(telegram, "Lewat Telegram", "In Telegram", "Kode QR ke Telegram") : "")}</div>
        <div class="code">Kode undangan <span lang="en">Invitation code</span><b translate="no">{Html(invitation.Code)}</b></div>
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

    /// <summary>For an address that was copied without its end.</summary>
    public string WriteWithoutCode() => WriteRefusal("Alamat ini belum memuat kode.", "This address holds no code yet.");

    /// <summary>For a code that is good for nothing, in the words that the bot has for it.</summary>
    public string WriteRefusal(TextKey reason) => WriteRefusal(texts.Say(reason, Languages.Indonesian), texts.Say(reason, Languages.English));

    private string WriteRefusal(string indonesian, string english) => Document($"""
        <h1>Undangan ini tidak bisa dipakai</h1>
        <p lang="en">This invitation cannot be used</p>
        <p>{Html(indonesian)}</p>
        <p lang="en">{Html(english)}</p>
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

    /// <summary>As it stands within a sentence; an invited volunteer has not heard of penggiat before.</summary>
    private string Role(TextKey role)
    {
        var name = texts.Say(role, Languages.Indonesian);
        return char.ToLowerInvariant(name[0]) + name[1..] + (role == EngineTexts.RolePenggiat ? " P4GN" : "");
    }

    private static string People(int most) => most == 1 ? "untuk satu orang" : $"paling banyak {Count(most).Replace(',', '.')} orang";

    private static string EnglishPeople(int most) => most == 1 ? "one person" : $"{Count(most)} people at most";

    private static string Count(int people) => people.ToString("N0", CultureInfo.InvariantCulture);

    private static string Indonesian(ShownInvitation invitation) =>
        string.Create(CultureInfo.InvariantCulture, $"{invitation.Ends.Day} {Months[invitation.Ends.Month - 1]} {invitation.Ends.Year} pukul {invitation.Ends:HH'.'mm} {Html(invitation.Zone)}");

    private static string English(ShownInvitation invitation) => string.Create(CultureInfo.InvariantCulture, $"{invitation.Ends:d MMMM yyyy, HH:mm} {Html(invitation.Zone)}");

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
