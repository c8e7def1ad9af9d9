using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>The last question before an invitation is made: one line to look over, and a plain word.</summary>
internal sealed class InviteConfirmation(Turn turn)
{
    public const string MakeKey = "buat-undangan";
    public const string ChangeKey = "ubah";
    public const string DropKey = "batal-undang";

    private readonly InviteWords _words = new(turn);

    public Prompt Ask(InviteDraft draft)
    {
        var who = _words.Who(draft.Role!, draft.HasLembaga ? $"{draft.Lembaga} ({_words.LingkunganName(draft.Lingkungan!)})" : null);
        return new(turn.Text(
            OfficeTexts.InviteConfirm, ("count", NumberWords.Format(draft.Uses!.Value)), ("who", who), ("satker", draft.SatkerName!), ("days", NumberWords.Format(draft.Days!.Value)), ("until", _words.Until(draft))))
        {
            Choices = [.. Words().Select(w => new PromptChoice(w.Key, w.Label))],
        };
    }

    /// <summary>The key of what was plainly said, or null.</summary>
    public string? Read(string text) => FirmReader.Read(text, Words());

    private ImmutableArray<ChoiceWords> Words() =>
    [
        new(MakeKey, turn.Text(OfficeTexts.InviteMake), ["buat", "ya", "iya", "ya buat", "oke", "ok", "make it", "yes"]),
        new(ChangeKey, turn.Text(OfficeTexts.InviteChange), ["ganti", "ubah", "change"]),
        new(DropKey, turn.Text(OfficeTexts.InviteDrop), ["batal", "tidak", "tidak jadi", "jangan", "no"]),
    ];
}
