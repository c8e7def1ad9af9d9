using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>One row that cannot be scored. <paramref name="Row"/> counts rows from 0; the reader of a file turns it into a line.</summary>
/// <param name="Column">The field at fault: unit, group, respondent, item or score.</param>
public sealed record ScoreFault(string Code, int Row, string Column, LocalText Text);
