using System.Text.RegularExpressions;
using Dapper;

namespace KotanBot.Tests.Site;

/// <summary>What people do in chat so that the site has something to show.</summary>
internal static class SitePeople
{
    public static Task JoinVolunteerAsync(this SiteStage stage, string person, string satker, string name, string lembaga) =>
        stage.JoinAsync(person, "penggiat", satker, "setuju", name, lembaga, "pendidikan", "id");

    /// <summary>Sends a report of an outreach event yesterday; the report's id.</summary>
    public static async Task<string> ReportAsync(this SiteStage stage, string person, string place, string result = "lewati tidak ada")
    {
        var before = Sent(stage);
        foreach (var line in (string[])["/lapor", "1", "kemarin", "19.02", place, "pendidikan", "45", "lewati tidak ada", result, "kirim"])
            await stage.SayAsync(person, line);
        return Assert.Single(Sent(stage).Except(before));
    }

    private static List<string> Sent(SiteStage stage) => stage.Stores.Database.Read(c => c.Query<string>("select id from submission where status = 'submitted'").ToList());

    /// <summary>A photo of the report's own person, named by it.</summary>
    public static async Task<string> AttachPhotoAsync(this SiteStage stage, string report, byte[] photo, byte[]? thumbnail)
    {
        var person = stage.Stores.Database.Read(c => c.QuerySingle<string>("select person_id from submission where id = @report", new { report }));
        var id = await stage.Stores.Attachments.SaveAsync(person, "image/jpeg", photo, stage.Clock.GetUtcNow(), thumbnail);
        await stage.Stores.Database.WriteAsync((c, t) => c.Execute(
            "insert into answer (submission_id, step_id, position, sequence, kind, choice) values (@report, 'foto', 0, 99, 'photos', @id); update submission set has_photos = 1 where id = @report", new { report, id }, t));
        return id!;
    }

    /// <summary>Sends another report every minute, so that they have an order.</summary>
    public static void Wait(this SiteStage stage) => stage.Clock.Now = stage.Clock.Now.AddMinutes(1);

    public static string Short(string id) => id[..6].ToUpperInvariant();

    public static IReadOnlyList<string> Numbers(this SiteAnswer page) =>
        [.. Regex.Matches(page.Html, "<strong>([0-9A-F]{6})</strong>", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Groups[1].Value)];
}
