using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>That a dialog asks one person after another: what is said after each, and the answers that the next one begins with.</summary>
/// <param name="Carry">Ids of steps; such an answer is told and can be corrected.</param>
public sealed record Again(LocalText Text, ImmutableArray<string> Carry);
