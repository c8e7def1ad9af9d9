using System.Collections.Frozen;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site;

/// <summary>The audit in plain words: what was done, and by whom without a name.</summary>
public static class DeedWords
{
    private static readonly FrozenDictionary<string, (string Indonesian, string English)> Deeds = new Dictionary<string, (string, string)>
    {
        ["ask-fix"] = ("Perbaikan laporan diminta", "A correction was asked for"),
        ["fix-report"] = ("Laporan diperbaiki pelapornya", "The reporter corrected the report"),
        ["lapse-fix"] = ("Perbaikan tidak datang, laporan kembali ke antrean", "No correction came; the report went back to the queue"),
        ["verify-report"] = ("Laporan dinyatakan sah", "A report was accepted"),
        ["verify-own-report"] = ("Laporan sendiri dinyatakan sah", "An own report was accepted"),
        ["reject-report"] = ("Laporan ditolak", "A report was rejected"),
        ["reject-own-report"] = ("Laporan sendiri ditolak", "An own report was rejected"),
        ["forward-report"] = ("Laporan diteruskan", "A report was forwarded"),
        ["forward-reports"] = ("Laporan sah diteruskan ke atas", "Accepted reports were forwarded"),
        ["revise-report"] = ("Laporan diubah pelapornya", "The reporter changed the report"),
        ["tell-reports-apart"] = ("Dinyatakan bukan laporan kembar", "Said to be no duplicate"),
        ["broadcast"] = ("Siaran dikirim", "News was sent to people"),
        ["remind"] = ("Penggiat diingatkan", "Volunteers were reminded"),
        ["add-kawasan"] = ("Kawasan ditambahkan", "A prone area was added"),
        ["add-entry"] = ("Kawasan atau desa dicatat", "An area or village was recorded"),
        ["set-entry-status"] = ("Status kawasan dicatat", "The status of a prone area was recorded"),
        ["set-kawasan-status"] = ("Status kawasan dicatat", "The status of a prone area was recorded"),
        ["target"] = ("Target diisi", "A target was entered"),
        ["realisation"] = ("Realisasi diisi", "A realisation was entered"),
        ["role-changed"] = ("Peran diubah", "A role was changed"),
        ["person-moved"] = ("Orang pindah kantor", "Somebody moved to another office"),
        ["person-removed"] = ("Orang dikeluarkan atau keluar", "Somebody left or was removed"),
        ["last-admin-left"] = ("Admin terakhir pergi", "The last admin left"),
        ["invitation-created"] = ("Undangan dibuat", "An invitation was made"),
        ["invitation-used"] = ("Undangan dipakai", "An invitation was used"),
        ["invitation-ended"] = ("Undangan diakhiri", "An invitation was ended"),
        ["conversation-joined"] = ("Obrolan disambungkan", "A chat was linked"),
        ["satker-imported"] = ("Data kantor dimuat", "The office's data was imported"),
        ["form-published"] = ("Formulir diterbitkan", "A form was published"),
        ["form-rolled-back"] = ("Formulir dikembalikan ke versi lain", "A form was rolled back to another version"),
        ["form-withdrawn"] = ("Formulir ditarik", "A form was withdrawn"),
        ["export"] = ("Data diekspor", "Data was exported"),
        ["api-token-created"] = ("Token API dibuat", "An API token was made"),
        ["api-token-revoked"] = ("Token API dicabut", "An API token was revoked"),
        ["site-link-created"] = ("Tautan situs dibuat", "A link to this site was made"),
        ["site-entered"] = ("Masuk ke situs admin", "The admin site was entered"),
    }.ToFrozenDictionary();

    /// <summary>Every deed that the audit may hold, in the order of their words.</summary>
    public static IEnumerable<string> All(SiteVisit visit) => Deeds.Keys.OrderBy(d => Of(visit, d), StringComparer.Ordinal);

    /// <summary>A deed that has no words yet stands as it is written.</summary>
    public static string Of(SiteVisit visit, string deed) => Deeds.TryGetValue(deed, out var words) ? visit.Say(words.Indonesian, words.English) : deed;

    public static string Of(SiteVisit visit, AuditActor actor) => actor switch
    {
        AuditActor.WithRole who => Role(visit, who.Role),
        AuditActor.Server => visit.Say("pengelola server", "whoever runs the server"),
        AuditActor.Program => visit.Say("sistem", "the system"),
        _ => visit.Say("sudah keluar", "no longer here"),
    };

    public static string Role(SiteVisit visit, string role) => role switch
    {
        Access.Respondent => visit.Say("responden", "respondent"),
        Access.Volunteer => visit.Say("penggiat", "volunteer"),
        Access.Officer => visit.Say("petugas", "officer"),
        _ => role,
    };
}
