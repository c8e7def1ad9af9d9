using System.Collections.Immutable;

namespace KotanBot.Core.Offices;

/// <summary>Where a week in numbers comes from: the steps of the reports' dialog and of the null reports' dialog.</summary>
/// <param name="Report">Id of the dialog of activity reports.</param>
/// <param name="Kind">Its choice that tells what was done.</param>
/// <param name="People">Its numbers of people who were reached.</param>
/// <param name="Funding">Its choice that tells who paid.</param>
/// <param name="OfficeMoney">Options of <paramref name="Funding"/> that are the office's own money.</param>
/// <param name="NullReport">Id of the dialog of null reports.</param>
/// <param name="Reason">Its choice that tells why nothing was done.</param>
public sealed record WeekSource(
    string Report, string Kind, ImmutableArray<string> People, string Funding, ImmutableArray<string> OfficeMoney, string NullReport, string Reason)
{
    internal static WeekSource Nothing { get; } = new("", "", [], "", [], "", "");
}
