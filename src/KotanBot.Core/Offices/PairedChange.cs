using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

/// <summary>
/// A measure that is taken twice of everybody, under a code that names nobody, as <c>dialogs/outputs.yaml</c> has it: what changed between the two.
/// </summary>
/// <param name="Dialog">Id of the questionnaire that takes it.</param>
/// <param name="Code">Its code step, by which two measures of one person are found within an office.</param>
/// <param name="Moment">Its choice that tells which of the two this is.</param>
/// <param name="Before">The option of <paramref name="Moment"/> at the start.</param>
/// <param name="After">The option at the end.</param>
/// <param name="Steps">Its numbers, and choices whose options all have scores; their mean is the measure.</param>
public sealed record PairedChange(string Id, LocalText Title, string Dialog, string Code, string Moment, string Before, string After, ImmutableArray<string> Steps);
