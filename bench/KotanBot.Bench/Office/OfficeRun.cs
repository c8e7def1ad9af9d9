using System.Diagnostics;
using System.Text;
using Dapper;
using KotanBot.Storage;

namespace KotanBot.Bench.Office;

/// <summary>
/// The whole country in one database: what an office, a province and the centre wait for in chat. Every figure is a message through the real
/// gateway, from its arrival to its durable answer; only Telegram is left out.
/// </summary>
internal static class OfficeRun
{
    private const string Volunteer = "penggiat-0";

    private static readonly ReminderSettings Reminder = new();

    public static async Task RunAsync(RunOptions options)
    {
        var data = Directory.CreateDirectory(Path.Combine(options.Data, $"kotanbot-office-{Environment.ProcessId}")).FullName;
        try
        {
            await using var network = await OfficeNetwork.OpenAsync(data);
            var clock = Stopwatch.StartNew();
            await network.FillAsync(options.Quick ? 400 : 20_000, reportsEach: 25);
            Console.Error.WriteLine($"filled in {clock.Elapsed.TotalSeconds:0} s");
            var page = new StringBuilder();
            ReportText.WriteMachine(page);
            WriteSize(page, network, options);
            clock.Restart();
            var months = await network.TallyAsync();
            Console.Error.WriteLine($"tallied in {clock.Elapsed.TotalSeconds:0.0} s");
            page.AppendLine($"The first tally of {months} months of offices took {clock.Elapsed.TotalSeconds:0.0} s beside the writer.");
            page.AppendLine();
            await MeasureAsync(page, network, options.Quick ? 3 : 100);
            Console.WriteLine(page);
            if (options.Report is { } report)
                ReportText.Place("bench office", report, page.ToString());
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static void WriteSize(StringBuilder page, OfficeNetwork network, RunOptions options)
    {
        long Count(string sql) => network.Stores.Database.Read(c => c.ExecuteScalar<long>(sql));
        var bytes = new FileInfo(Path.Combine(network.Stores.Folder.Path, "kotanbot.db")).Length;
        page.AppendLine($"{Count("select count(*) from satker")} offices, {Count("select count(*) from person where role = 'penggiat'")} volunteers, {Count("select count(*) from submission where status = 'submitted' and id like 'bench-%'")} reports with {Count("select count(*) from answer")} answers over a year; the database holds {bytes / 1024 / 1024} MiB{(options.Quick ? "; a quick run, for checking only" : "")}.");
        page.AppendLine();
    }

    private static async Task MeasureAsync(StringBuilder page, OfficeNetwork network, int calls)
    {
        var satkers = network.Stores.Satkers.List();
        var centre = satkers.First(s => s.Level == SatkerLevel.Pusat).Code;
        var province = satkers.Where(s => s.Level == SatkerLevel.Bnnp).MaxBy(p => satkers.Count(s => s.ParentCode == p.Code))!.Code;
        var office = satkers.First(s => s.ParentCode == province).Code;
        var foreign = satkers.Last(s => s.Level == SatkerLevel.Bnnk && s.ParentCode != province).Code;
        (string What, string Who, string Person, string Text)[] messages =
        [
            ("a volunteer asks for what is not for them (refused)", "volunteer", Volunteer, "/belum"),
            ("an admin asks for a foreign office (refused)", office, OfficeNetwork.AdminOf(office), $"/belum {foreign}"),
            ("the menu of an office", office, OfficeNetwork.AdminOf(office), "/kantor"),
            ("**/belum**", office, OfficeNetwork.AdminOf(office), "/belum"),
            ("**/belum**", province, OfficeNetwork.AdminOf(province), "/belum"),
            ("**/belum**", centre, OfficeNetwork.AdminOf(centre), "/belum"),
            ("/belum kantor", centre, OfficeNetwork.AdminOf(centre), "/belum kantor"),
            ("/anggota", office, OfficeNetwork.AdminOf(office), "/anggota"),
            ("/anggota with a part of a name", office, OfficeNetwork.AdminOf(office), "/anggota giat-77"),
            ("/ringkas", office, OfficeNetwork.AdminOf(office), "/ringkas"),
            ("/ringkas", province, OfficeNetwork.AdminOf(province), "/ringkas"),
            ("/ringkas", centre, OfficeNetwork.AdminOf(centre), "/ringkas"),
            ("/target", office, OfficeNetwork.AdminOf(office), "/target"),
            ("/target", province, OfficeNetwork.AdminOf(province), "/target"),
            ("/target jumlah", province, OfficeNetwork.AdminOf(province), "/target jumlah"),
            ("/target jumlah", centre, OfficeNetwork.AdminOf(centre), "/target jumlah"),
        ];
        page.AppendLine("| message | who | median ms | 95th percentile ms | calls |");
        page.AppendLine("|---|---|---|---|---|");
        foreach (var (what, who, person, text) in messages)
        {
            var spread = await MeasureAsync(calls, () => network.SayAsync(person, text));
            page.AppendLine($"| {what} | {who} | {spread.Spread.Median:0.0} | {spread.Spread.Percentile(0.95):0.0} | {spread.Calls} |");
        }

        page.AppendLine();
        var clock = Stopwatch.StartNew();
        var friday = network.Now.AddDays(2);
        var reminded = await network.Stores.Reminders.RemindAsync(Reminder.Weekday, Reminder.Hour, friday);
        page.AppendLine($"The weekly reminder makes {reminded} notices in {clock.Elapsed.TotalMilliseconds:0} ms; a second round finds nobody in {await AgainAsync(network, friday):0} ms.");
    }

    private static async Task<double> AgainAsync(OfficeNetwork network, DateTimeOffset friday)
    {
        var clock = Stopwatch.StartNew();
        if (await network.Stores.Reminders.RemindAsync(Reminder.Weekday, Reminder.Hour, friday) != 0)
            throw new InvalidOperationException("somebody was reminded twice");
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Fewer calls where one takes long, so that the run ends.</summary>
    private static async Task<(Spread Spread, int Calls)> MeasureAsync(int calls, Func<Task> call)
    {
        await call();
        var whole = Stopwatch.StartNew();
        var took = new List<double>();
        while (took.Count < calls && (took.Count < 5 || whole.Elapsed < TimeSpan.FromSeconds(20)))
        {
            var clock = Stopwatch.StartNew();
            await call();
            took.Add(clock.Elapsed.TotalMilliseconds);
        }

        return (new Spread(took), took.Count);
    }
}
