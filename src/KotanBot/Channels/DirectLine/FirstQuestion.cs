using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The bot's first words as a part of the page: to be read before any script runs, and once more as the messages they will be,
/// for the script to take over. Nothing in them can become markup or script.
/// </summary>
internal static class FirstQuestion
{
    /// <summary>The turn that answers somebody who comes in.</summary>
    private const long FirstTurn = 1;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string PutInto(string page, IReadOnlyList<Effect.Say> first) => page
        .Replace("{messages}", Lean(first))
        .Replace("{texts}", string.Concat(first.Select(said => Paragraph(said.Prompt))))
        .Replace("{choices}", string.Concat((first.Count == 0 ? [] : first[^1].Prompt.Choices).Select(choice => $"<button type=\"button\">{Html.Encode(choice.Label)}</button>")));

    private static string Paragraph(Prompt prompt) =>
        $"<p class=\"m\" lang=\"{prompt.Language ?? Languages.Indonesian}\"><span class=\"sr\">KotanBot: </span>{Html.Encode(prompt.Text)}</p>";

    /// <summary>As the stream will bring them. A data block ends at the first "&lt;/script", so none can stand in it.</summary>
    private static string Lean(IReadOnlyList<Effect.Say> first)
    {
        var nobody = DirectLineIds.Address("");
        IReadOnlyList<StoredMessage> messages =
            [.. first.Select(said => new StoredMessage("", nobody, said.Ordinal, FirstTurn, FromPerson: false, default, said.Prompt, Text: null, ClientKey: null))];
        return Encoding.UTF8.GetString(LeanWire.Write(new LeanSet { Messages = messages })).Replace("<", "\\u003c");
    }
}
