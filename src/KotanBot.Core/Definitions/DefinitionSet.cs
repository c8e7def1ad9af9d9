using System.Collections.Immutable;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Definitions;

/// <summary>Everything that definition files say, checked and immutable. A turn runs against one such set.</summary>
public sealed class DefinitionSet
{
    public required ImmutableArray<Dialog> Dialogs { get; init; }

    /// <summary>The dialog as new conversations start it.</summary>
    public Dialog? Find(string id) => Dialogs.FirstOrDefault(d => d.Id == id);
}
