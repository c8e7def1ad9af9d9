using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

/// <summary>The forms that the first menu has no room for (<c>/formulir</c>), in pages; a number after the command opens that page. It asks nothing: each button is a command.</summary>
internal sealed class FormsFlow(Turn turn, RunFlow flow)
{
    private const int MostOnPage = 7;

    private MenuLine Line => turn.Definitions.Commands.LineOf(CommandAction.Forms);

    private ImmutableArray<PromptChoice> All =>
    [
        .. new StartFlow(turn, flow).Further.OrderBy(d => d.Purpose).ThenBy(d => d.Title.In(turn.Language), StringComparer.Ordinal)
            .Select(d => new PromptChoice(d.Commands[0], d.Title.In(turn.Language))),
    ];

    /// <summary>The button that opens the first page; none where there is no form behind it.</summary>
    public ImmutableArray<PromptChoice> Door() => All.IsEmpty ? [] : [new PromptChoice(Line.Command, Line.Description.In(turn.Language))];

    public void Start(string payload)
    {
        if (flow.Repeat())
            return;
        var all = All;
        if (all.IsEmpty)
        {
            turn.Say(OfficeTexts.FormsNone);
            return;
        }

        var pages = (all.Length + MostOnPage - 1) / MostOnPage;
        var page = int.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? Math.Clamp(wanted, 1, pages) : 1;
        var next = page == pages ? 1 : page + 1;
        ImmutableArray<PromptChoice> more = pages == 1 ? [] : [new($"{Line.Command} {next.ToString(CultureInfo.InvariantCulture)}", turn.Text(OfficeTexts.FormsMore))];
        turn.Offer(turn.Text(OfficeTexts.Forms), [.. all.Skip((page - 1) * MostOnPage).Take(MostOnPage), .. more]);
    }
}
