using System.Collections.Immutable;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>Where a week in numbers comes from: the dialogs of reports, each once, and that of null reports. Keys of options that several of them have mean the same in all.</summary>
/// <param name="Reports">In the order of the file, each dialog once.</param>
/// <param name="OfficeMoney">Options of funding that are the office's own money.</param>
/// <param name="NoObstacle">Options of obstacles that say that there was none.</param>
/// <param name="NullReport">Id of the dialog of null reports.</param>
/// <param name="Reason">Its choice that tells why nothing was done.</param>
public sealed record WeekSource(
    ImmutableArray<WeekReport> Reports, ImmutableArray<string> OfficeMoney, ImmutableArray<string> NoObstacle, string NullReport, string Reason)
{
    /// <summary>In a form that an office published, the number asked under this id is that of people who were reached.</summary>
    public const string PeopleOfForms = "peserta";

    internal static WeekSource Nothing { get; } = new([], [], [], "", "");

    /// <summary>Ids of all its dialogs.</summary>
    public IEnumerable<string> Dialogs => Reports.Select(r => r.Dialog).Append(NullReport);

    /// <summary>Counts these besides, as far as they are reports: each is a kind of its own.</summary>
    internal WeekSource With(IEnumerable<Dialog> forms) => this with
    {
        Reports =
        [
            .. Reports,
            .. forms.Where(f => f.Purpose == DialogPurpose.Report && Find(f.Id) is null)
                .Select(f => new WeekReport(f.Id, null, f.Id, f.FindStep(PeopleOfForms) is NumberStep ? [PeopleOfForms] : [], null, null)),
        ],
    };

    /// <summary>Null for a dialog that a week does not count.</summary>
    public WeekReport? Find(string dialog) => Reports.FirstOrDefault(r => r.Dialog == dialog);
}

/// <summary>One dialog whose reports a week counts. Exactly one of <paramref name="Kind"/> and <paramref name="KindIs"/> is given.</summary>
/// <param name="Dialog">Its id.</param>
/// <param name="Kind">Its choice that tells what was done.</param>
/// <param name="KindIs">What was done, where the form says it by itself: its own id, or an option of the <paramref name="Kind"/> of another one.</param>
/// <param name="People">Its numbers of people who were reached.</param>
/// <param name="Funding">Its choice that tells who paid; null where it asks none.</param>
/// <param name="Obstacles">Its choice of what stood in the way; null where it asks none.</param>
public sealed record WeekReport(string Dialog, string? Kind, string? KindIs, ImmutableArray<string> People, string? Funding, string? Obstacles)
{
    /// <summary>The steps that a week reads of it.</summary>
    public IEnumerable<string> Steps => new[] { Kind, Funding, Obstacles }.OfType<string>().Concat(People);
}
