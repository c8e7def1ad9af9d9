using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KotanBot.Bench.Web;

/// <summary>Where a person finds things on one of the two pages.</summary>
internal sealed record ChatFace(string Name, string Path, string Box, string Messages, string Buttons)
{
    /// <summary>In the first question, and nowhere else.</summary>
    public const string FirstQuestion = "Anda setuju?";

    public static readonly ChatFace Ours = new("KotanBot's page", "/", "#text", "#log .m:not(.me)", "#choices button");

    public static readonly ChatFace WebChat = new("Web Chat 4.18.1", HostedWeb.WebChatPath, "[data-id=webchat-sendbox-input]", ".webchat__bubble:not(.webchat__bubble--from-user)", ".webchat__suggested-action");

    /// <summary>Opens the page and waits for a message that says this.</summary>
    public async Task<IPage> OpenAsync(IBrowserContext person, string expected)
    {
        var page = await person.NewPageAsync();
        await page.GotoAsync(Path);
        await WaitAsync(page, expected, 0);
        return page;
    }

    /// <summary>Presses the button for it if there is one and presses are wanted, else types; then waits for one more message that says what is expected.</summary>
    public async Task<bool> SayAsync(IPage page, WebAnswer answer, bool presses)
    {
        var before = await page.Locator(Messages, Saying(answer.Reply)).CountAsync();
        var button = presses ? await FindAsync(page, $@"(^|\. ){Regex.Escape(answer.Line)}$") ?? await FindAsync(page, $"^{answer.Title}$") : null;
        if (button is not null)
            await PressAsync(page, button);
        else
            await TypeAsync(page, answer.Line);
        await WaitAsync(page, answer.Reply, before);
        return button is not null;
    }

    /// <summary>Null where no button says that, or where it is a command (Playwright mistakes its slash).</summary>
    private async Task<ILocator?> FindAsync(IPage page, string label)
    {
        if (label.Contains('/'))
            return null;
        var button = page.Locator(Buttons, new() { HasTextRegex = new Regex(label) });
        return await button.CountAsync() > 0 ? button : null;
    }

    /// <summary>Where several answers may be chosen, a press only chooses and has to be sent.</summary>
    private async Task PressAsync(IPage page, ILocator button)
    {
        var chooses = await button.GetAttributeAsync("aria-pressed") is not null;
        await button.ClickAsync();
        if (chooses)
            await page.Locator(Box).PressAsync("Enter");
    }

    private async Task TypeAsync(IPage page, string line)
    {
        await page.Locator(Box).FillAsync(line);
        await page.Locator(Box).PressAsync("Enter");
    }

    private async Task WaitAsync(IPage page, string expected, int before)
    {
        try
        {
            await page.Locator(Messages, Saying(expected)).Nth(before).WaitForAsync();
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"{Name}: '{expected}' did not come:\n{await page.InnerTextAsync("body")}", late);
        }
    }

    private static PageLocatorOptions Saying(string expected) => new() { HasText = expected };
}
