using System.Collections.Immutable;

namespace KotanBot.Api;

/// <summary>A weekly summary in a few figures.</summary>
public sealed record ApiSummaryHead
{
    /// <summary>Code of the office; the figures are of it and all below it.</summary>
    public required string Satker { get; init; }

    /// <summary>By ISO 8601.</summary>
    public required string Week { get; init; }

    /// <summary>When it was made; it never changes afterwards.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether people heard of it; a summary that came too late for that stands in the archive alone.</summary>
    public required bool Told { get; init; }

    /// <summary>Activity reports that were sent in the week.</summary>
    public required int Reports { get; init; }

    /// <summary>Null reports that were sent in the week.</summary>
    public required int NullReports { get; init; }

    /// <summary>Of the reports, those that the office had accepted.</summary>
    public required int Verified { get; init; }

    /// <summary>Of the reports, those that the office had rejected.</summary>
    public required int Rejected { get; init; }

    /// <summary>People that the reports say were reached.</summary>
    public required decimal People { get; init; }
}

/// <summary>A weekly summary as it was made, in numbers.</summary>
public sealed record ApiSummary
{
    /// <summary>The figures that the list has too.</summary>
    public required ApiSummaryHead Head { get; init; }

    /// <summary>First day of the week.</summary>
    public required DateOnly Monday { get; init; }

    /// <summary>Made after the Monday on which it was due.</summary>
    public required bool IsLate { get; init; }

    /// <summary>Reports that waited for review when it was made.</summary>
    public required int Waiting { get; init; }

    /// <summary>Reports by kind of activity.</summary>
    public required ImmutableArray<ApiCount> Kinds { get; init; }

    /// <summary>Reports by lingkungan.</summary>
    public required ImmutableArray<ApiCount> Lingkungan { get; init; }

    /// <summary>Reports by who paid.</summary>
    public required ImmutableArray<ApiCount> Funding { get; init; }

    /// <summary>Reports by what stood in the way; one that names several obstacles counts at each.</summary>
    public required ImmutableArray<ApiCount> Obstacles { get; init; }

    /// <summary>Null reports by reason.</summary>
    public required ImmutableArray<ApiCount> NullReasons { get; init; }

    /// <summary>The office itself and all below it, one by one.</summary>
    public required ImmutableArray<ApiOfficeWeek> Offices { get; init; }

    /// <summary>Of the office alone, in the year of the week.</summary>
    public required ImmutableArray<ApiTarget> Targets { get; init; }

    /// <summary>Kab/kota that these offices serve.</summary>
    public required int Regions { get; init; }

    /// <summary>Of these, how many have no BNNK.</summary>
    public required int RegionsWithoutOffice { get; init; }

    /// <summary>Statuses of kawasan that were set in the week; their names are the office's own writing and stand nowhere here.</summary>
    public required ImmutableArray<ApiKawasanMove> Kawasan { get; init; }

    /// <summary>Items of questionnaires that many did not understand.</summary>
    public required ImmutableArray<ApiUnclearItem> Unclear { get; init; }

    /// <summary>How much more or less the week before counts now than its summary told; null where nothing moved.</summary>
    public required ApiSummaryMove? Moved { get; init; }
}

/// <summary>One office's week.</summary>
public sealed record ApiOfficeWeek
{
    /// <summary>Code of the office.</summary>
    public required string Satker { get; init; }

    /// <summary>Volunteers who were there when the week began.</summary>
    public required int Volunteers { get; init; }

    /// <summary>Of these, how many sent neither a report nor a null report.</summary>
    public required int Silent { get; init; }

    /// <summary>Reports that were sent.</summary>
    public required int Reports { get; init; }

    /// <summary>Null reports that were sent.</summary>
    public required int NullReports { get; init; }
}

/// <summary>A status that was set.</summary>
public sealed record ApiKawasanMove
{
    /// <summary>`bahaya`, `waspada`, `siaga` or `aman`; null for the first of a kawasan.</summary>
    public required string? Before { get; init; }

    /// <summary>The new one.</summary>
    public required string After { get; init; }
}

/// <summary>An item that many asked about or said not to know.</summary>
public sealed record ApiUnclearItem
{
    /// <summary>Id of the bank.</summary>
    public required string Bank { get; init; }

    /// <summary>Id of the item.</summary>
    public required string Item { get; init; }

    /// <summary>How often it was asked.</summary>
    public required int Asked { get; init; }

    /// <summary>How often it was not understood.</summary>
    public required int Unclear { get; init; }
}

/// <summary>Differences; negative where a figure fell.</summary>
public sealed record ApiSummaryMove
{
    /// <summary>Reports.</summary>
    public required int Reports { get; init; }

    /// <summary>Null reports.</summary>
    public required int NullReports { get; init; }

    /// <summary>Accepted ones.</summary>
    public required int Verified { get; init; }

    /// <summary>Rejected ones.</summary>
    public required int Rejected { get; init; }

    /// <summary>People reached.</summary>
    public required decimal People { get; init; }
}
