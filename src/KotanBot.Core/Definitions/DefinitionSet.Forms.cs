using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Definitions;

/// <summary>The forms that offices published, and to whom each is offered.</summary>
public sealed partial class DefinitionSet
{
    /// <summary>The dialogs that this person may start: what is there for everybody, and the forms of their office and those above it.</summary>
    public IEnumerable<Dialog> Offered => Dialogs.Where(d => _behind.Forms.Offers(d.Id));

    /// <summary>The office whose form this is; null for what is there for everybody.</summary>
    public string? OwnerOf(string dialogId) => _behind.Forms.Owners.GetValueOrDefault(dialogId);

    /// <summary>Whether nobody may start it any more; what was sent with it keeps its words.</summary>
    public bool IsWithdrawn(string dialogId) => _behind.Forms.Withdrawn.Contains(dialogId);

    /// <summary>The dialog as a new conversation of this person starts it; null where it is not offered to them.</summary>
    public Dialog? FindOffered(string id) => Find(id) is { } dialog && _behind.Forms.Offers(id) ? dialog : null;

    /// <summary>The same set with these forms besides; their ids and those of the set's dialogs differ, and so do the words that start them.</summary>
    public DefinitionSet With(IReadOnlyCollection<OfficeForm> forms)
    {
        if (forms.Count == 0)
            return this;
        var behind = _behind with
        {
            Sources = _behind.Sources.SetItems(forms.Select(f => KeyValuePair.Create(f.Dialog.Hash, f.Source))),
            Forms = _behind.Forms with
            {
                Owners = _behind.Forms.Owners.SetItems(forms.Where(f => f.Owner is not null).Select(f => KeyValuePair.Create(f.Dialog.Id, f.Owner!))),
                Withdrawn = _behind.Forms.Withdrawn.Union(forms.Where(f => f.IsWithdrawn).Select(f => f.Dialog.Id)),
            },
        };
        return Offering(behind, [.. Dialogs, .. forms.Select(f => f.Dialog)], Week.With(forms.Select(f => f.Dialog)));
    }

    /// <summary>The same set with this version of a dialog in the place of the one that it has, or beside the others; for trying it out.</summary>
    public DefinitionSet Trying(Dialog dialog, string source)
    {
        var behind = _behind with { Sources = _behind.Sources.SetItem(dialog.Hash, source), Forms = _behind.Forms.Without(dialog.Id) };
        return Offering(behind, Find(dialog.Id) is { } before ? Dialogs.Replace(before, dialog) : Dialogs.Add(dialog));
    }

    /// <summary>The same set for somebody of an office: commands and menus have no form of offices elsewhere, while reports and summaries keep their words for it.</summary>
    /// <param name="offices">The person's office and all above it; empty for somebody without one.</param>
    public DefinitionSet OfferedAt(ImmutableHashSet<string> offices) =>
        _behind.Forms.Owners.IsEmpty ? this : Offering(_behind with { Forms = _behind.Forms with { Offices = offices } }, Dialogs);

    private DefinitionSet Offering(Behind behind, ImmutableArray<Dialog> dialogs, WeekSource? week = null) =>
        With(behind, dialogs, Commands.With([.. dialogs.Where(d => behind.Forms.Offers(d.Id))]), week);

    /// <param name="Offices">Null while it was not said for whom.</param>
    private sealed record OfficeForms(ImmutableDictionary<string, string> Owners, ImmutableHashSet<string> Withdrawn, ImmutableHashSet<string>? Offices)
    {
        public static OfficeForms None { get; } = new(ImmutableDictionary<string, string>.Empty, [], null);

        public OfficeForms Without(string dialogId) => this with { Owners = Owners.Remove(dialogId), Withdrawn = Withdrawn.Remove(dialogId) };

        public bool Offers(string dialogId) => !Withdrawn.Contains(dialogId) && (Offices is null || Owners.GetValueOrDefault(dialogId) is not { } owner || Offices.Contains(owner));
    }
}

/// <summary>A dialog that an office published, with its text. <paramref name="Owner"/> is the office to which and below which it is offered; null for everybody.</summary>
public sealed record OfficeForm(Dialog Dialog, string Source, string? Owner)
{
    /// <summary>Nobody starts it any more.</summary>
    public bool IsWithdrawn { get; init; }
}
