using System.Text.RegularExpressions;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Core.Tests.Dialogs;
using KotanBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Site;

/// <summary>What admins do with forms at the site, and a form to do it with.</summary>
internal static class FormStage
{
    public const string Page = "/admin/forms";

    public const string Draft = Page + "/draft";

    /// <summary>With photos besides.</summary>
    public static string Market { get; } = FormSamples.Market.Replace(
        "  - id: periksa\n",
        """
          - id: foto
            type: photo
            maximum: 3
            label: { id: Foto, en: Photo }
            text: { id: "Ada fotonya?", en: "Any photo?" }
          - id: periksa

        """,
        StringComparison.Ordinal);

    /// <summary>The same form that asks in other words.</summary>
    public static string MarketAnew { get; } = Market.Replace("Berapa pedagang yang disapa?", "Pedagang yang disapa ada berapa?", StringComparison.Ordinal);

    /// <summary>A form of another name, so that tests share a server.</summary>
    public static string Named(string text, string name) =>
        text.Replace("lapor-pasar", $"lapor-{name}", StringComparison.Ordinal).Replace("/pasar", $"/{name}", StringComparison.Ordinal).Replace("lapor pasar", $"lapor {name}", StringComparison.Ordinal).Replace("Lapor pasar", $"Lapor {name}", StringComparison.Ordinal);

    /// <summary>The text of a dialog as it ships.</summary>
    public static string Shipped(this SiteStage stage, string id)
    {
        var set = stage.Services.GetRequiredService<ServedDefinitions>().Shipped;
        return set.SourceOf(set.Find(id)!.Hash);
    }

    /// <summary>Without a page, as whoever has the machine.</summary>
    public static async Task PublishDirectlyAsync(this SiteStage stage, string satker, string text)
    {
        var office = stage.Stores.Satkers.Find(satker)!;
        var visitor = new SiteVisitor("server", new Facts { Role = Access.Admin, Satker = new SatkerFacts(office.Code, office.Name, office.RegionCode) }, "id");
        var desk = stage.Services.GetRequiredService<FormDesk>();
        var outcome = await desk.PublishAsync(visitor, desk.Try(visitor, satker, text), stage.Clock.GetUtcNow());
        Assert.True(outcome.IsDone, string.Join('\n', outcome.Issues));
    }

    public static Task<SiteAnswer> CheckAsync(this SiteBrowser browser, string text) => browser.SendAsync(Page, Page + "/check", ("text", text));

    /// <summary>Checks and publishes; the page of the form.</summary>
    public static async Task<SiteAnswer> PublishAsync(this SiteBrowser browser, string text)
    {
        var draft = await browser.CheckAsync(text);
        Assert.Contains("Tidak ada masalah", draft.Text);
        return await browser.ConfirmAsync();
    }

    /// <summary>Says yes to what is the session's draft now.</summary>
    public static async Task<SiteAnswer> ConfirmAsync(this SiteBrowser browser)
    {
        var asked = await browser.GetAsync(Draft + "?ask=1");
        return await browser.SendAsync(Draft + "?ask=1", Draft + "/publish", ("hash", Hidden(asked, "hash")));
    }

    public static async Task<SiteAnswer> DoAsync(this SiteBrowser browser, string id, string deed)
    {
        var page = await browser.GetAsync($"{Page}/{id}");
        return await browser.SendAsync($"{Page}/{id}", $"{Page}/{id}/{deed}", ("changes", Hidden(page, "changes")));
    }

    public static Task<SiteAnswer> SayAsync(this SiteBrowser browser, params (string, string)[] fields) => browser.SendAsync(Draft + "/talk", Draft + "/talk", fields);

    public static string Hidden(SiteAnswer page, string name) => Regex.Match(page.Html, $"name=\"{name}\" value=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    public static async Task<string> LastAsync(this SiteStage stage, string person, params string[] lines)
    {
        IReadOnlyList<string> said = [];
        foreach (var line in lines)
            said = await stage.SayAsync(person, line);
        return string.Join('\n', said);
    }
}
