using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using KotanBot.Channels.DirectLine;
using KotanBot.Channels.Telegram;
using KotanBot.Storage;

namespace KotanBot.Site.Settings;

/// <summary>One setting in words. A null <paramref name="Variable"/>: it cannot be set.</summary>
public sealed record ServerSetting(string Name, string Value, string? Variable = null)
{
    public bool IsBad { get; init; }
}

/// <summary>What this server was started with and how it does, in words: no secret, no path.</summary>
public sealed class ServerSettings(GatewayOptions options, Readiness readiness, DataFolder folder, TelegramState? telegram = null)
{
    private const int Mega = 1024 * 1024;

    public async Task<ImmutableArray<ServerSetting>> ReadAsync(SiteVisit visit)
    {
        var fault = await readiness.FindFaultAsync();
        return
        [
            new(visit.Say("Versi", "Version"), Version),
            new(visit.Say("Kesehatan", "Health"), fault is null ? visit.Say("siap: basis data menjawab dan bisa ditulis", "ready: the database answers and can be written") : fault) { IsBad = fault is not null },
            new(visit.Say("Alamat untuk umum", "Public address"), options.PublicUrl?.AbsoluteUri ?? visit.Say("belum disetel; undangan memakai alamat yang dilayani", "not set; invitations use the address that is served"), PublicAddress.Variable),
            new(visit.Say("Ringkasan mingguan", "Weekly summaries"), visit.Say($"Senin mulai {Hour(options.Summary.Hour)}, menurut zona waktu tiap kantor", $"Mondays from {Hour(options.Summary.Hour)}, by the clock of each office"), SummarySettings.Variable),
            new(visit.Say("Pengingat penggiat", "Reminder of volunteers"), Reminder(visit), ReminderSettings.Variable),
            Telegram(visit),
            new(visit.Say("Penyimpanan", "Storage"), visit.Say($"SQLite, {Megabytes} MB", $"SQLite, {Megabytes} MB"), "KOTANBOT_DATA"),
            new(visit.Say("Disimpan berapa lama", "How long things are kept"), Retention(visit)),
            new(visit.Say("Batas obrolan web", "Limits of the web chat"), Limits(visit), $"{DirectLineLimitSettings.AnswersVariable}, {DirectLineLimitSettings.ReadsVariable}, {DirectLineLimitSettings.AddressVariable}"),
            new(visit.Say("Halaman lain yang boleh memakai obrolan", "Other pages that may use the chat"), options.TrustedOrigins.IsEmpty ? visit.Say("tidak ada", "none") : string.Join(", ", options.TrustedOrigins), "KOTANBOT_TRUSTED_ORIGINS"),
            new(visit.Say("Perantara yang dipercaya", "Trusted proxies"), options.TrustedProxies.IsEmpty ? visit.Say("hanya di mesin ini", "on this machine only") : options.TrustedProxies.Length.ToString(CultureInfo.InvariantCulture), "KOTANBOT_TRUSTED_PROXIES"),
            .. options.Demo ? [new ServerSetting(visit.Say("Data contoh", "Demo data"), visit.Say("ya: siapa pun bisa masuk dengan kode DEMO; jangan untuk orang sungguhan", "yes: anybody can join with the code DEMO; not for real people")) { IsBad = true }] : ImmutableArray<ServerSetting>.Empty,
        ];
    }

    private static string Version { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    private string Megabytes => File.Exists(folder.DatabasePath) ? SiteVisit.Number((new FileInfo(folder.DatabasePath).Length + Mega - 1) / Mega) : "?";

    private string Reminder(SiteVisit visit) => options.Reminder switch
    {
        { IsOff: true } => visit.Say("mati; kantor masih bisa mengingatkan dengan /belum", "off; offices can still remind with /belum"),
        var reminder => visit.Say($"{IndonesianDay(reminder.Weekday)} {Hour(reminder.Hour)}, menurut zona waktu tiap kantor", $"{reminder.Weekday} {Hour(reminder.Hour)}, by the clock of each office"),
    };

    private ServerSetting Telegram(SiteVisit visit)
    {
        if (telegram is null)
            return new ServerSetting("Telegram", visit.Say("mati: belum ada token", "off: no token"), TelegramSettings.TokenVariable);
        var (words, bad) = telegram.Name switch
        {
            "polling" => (visit.Say("menjawab; pesan diambil", "answers; messages are fetched"), false),
            "webhook" => (visit.Say("menjawab; Telegram mengantar pesan", "answers; Telegram delivers messages"), false),
            "starting" => (visit.Say("sedang dimulai", "starting"), false),
            "refused" => (visit.Say("tokennya ditolak", "its token is refused"), true),
            "conflict" => (visit.Say("program lain memakai bot yang sama", "another program uses the same bot"), true),
            "unreachable" => (visit.Say("Telegram tidak terjangkau", "Telegram cannot be reached"), true),
            _ => (visit.Say("gagal; lihat log server", "fails; see the server's log"), true),
        };
        return new ServerSetting("Telegram", telegram.Username is { } name ? $"@{name}: {words}" : words, TelegramSettings.TokenVariable) { IsBad = bad };
    }

    private string Limits(SiteVisit visit)
    {
        var limits = options.Limits ?? new DirectLineLimitSettings();
        return visit.Say(
            $"tiap menit {Limit(limits.Answers, visit)} jawaban dan {Limit(limits.Reads, visit)} pembacaan satu percakapan, {Limit(limits.Address, visit)} panggilan satu alamat",
            $"a minute {Limit(limits.Answers, visit)} answers and {Limit(limits.Reads, visit)} reads of a conversation, {Limit(limits.Address, visit)} calls of an address");
    }

    private static string Limit(int? limit, SiteVisit visit) => limit is { } number ? SiteVisit.Number(number) : visit.Say("tanpa batas", "unlimited");

    private static string Retention(SiteVisit visit)
    {
        var (failed, news) = (FailedUpdateStore.KeptFor.Days, NoticeStore.KeptFor.Days);
        return visit.Say(
            $"Laporan dan jawaban sampai dihapus pemiliknya (/hapus); pesan yang gagal dibaca {failed} hari; kabar yang sudah disampaikan {news} hari; catatan audit selamanya.",
            $"Reports and answers until their owner erases them (/hapus); messages that could not be read {failed} days; news that were told {news} days; the audit for ever.");
    }

    private static string Hour(int hour) => hour.ToString("00", CultureInfo.InvariantCulture) + ".00";

    private static string IndonesianDay(DayOfWeek day) => ((string[])["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"])[(int)day];
}
