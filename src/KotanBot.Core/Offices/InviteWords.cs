using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>How roles, offices and sectors are called where people invite and are told who came.</summary>
internal sealed class InviteWords(Turn turn)
{
    private readonly RoleWords _roles = new(turn.Definitions.Texts, turn.Language);

    /// <summary>The roles that an invitation can give, with what people call them.</summary>
    public ImmutableArray<ChoiceWords> Roles =>
    [
        new(Access.Volunteer, _roles.Of(Access.Volunteer), ["relawan", "volunteer"]),
        new(Access.Officer, _roles.Of(Access.Officer), ["pegawai", "officer"]),
        new(Access.Admin, _roles.Of(Access.Admin), ["admin"]),
        new(Access.Respondent, _roles.Of(Access.Respondent), ["responden"]),
    ];

    /// <summary>The sectors in the words of the registration that asks for them.</summary>
    public ImmutableArray<ChoiceWords> Lingkungan =>
        turn.Definitions.StepThatSaves(ProfileField.Lingkungan) is ChooseStep step ? AnswerReader.WordsOf(step.Options, turn.Language) : [.. LingkunganKeys.All.Select(k => new ChoiceWords(k, k, []))];

    public string LingkunganName(string key) => Lower(Lingkungan.FirstOrDefault(w => w.Key == key)?.Label ?? key);

    /// <summary>As it stands within a sentence.</summary>
    public string Role(string role) => _roles.Within(role);

    public string Who(string role, string? lembaga) => lembaga is null ? Role(role) : turn.Text(OfficeTexts.InviteWhoOf, ("role", Role(role)), ("lembaga", lembaga));

    /// <summary>People say "Belitung" and mean the BNNK of that name.</summary>
    public ChoiceWords Office(InvitableOffice office) =>
        new(office.Code, office.Name, office.Name.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? [office.Name[(space + 1)..]] : []);

    public string Moment(DateTimeOffset at) => new AnswerText(turn.Definitions, turn.Language).Moment(at, turn.Facts.UtcOffsetMinutes);

    /// <summary>When an invitation made now would end.</summary>
    public string Until(InviteDraft draft) => Moment(turn.Now.AddDays(draft.Days!.Value));

    public static ImmutableArray<string> AliasesOf(string key) => key switch
    {
        "tanpa-lembaga" => ["tanpa", "tidak ada", "tidak ada lembaga", "umum", "perorangan", "lewati", "none"],
        "lainnya" => ["lagi", "lain", "more"],
        _ => [],
    };

    private static string Lower(string label) => char.ToLowerInvariant(label[0]) + label[1..];
}
