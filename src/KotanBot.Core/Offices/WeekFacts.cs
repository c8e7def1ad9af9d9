using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>The week so far of the asker's office and all below it that lie in the scope.</summary>
    public sealed record Week : OfficeNeed
    {
        public WeekSource Source { get; init; } = WeekSource.Nothing;

        public ImmutableArray<Output> Outputs { get; init; } = [];

        public override OfficeNeed With(DefinitionSet definitions) => this with { Source = definitions.Week, Outputs = definitions.Outputs };
    }
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WeekFacts? Week { get; init; }
}

/// <summary>What was sent in a week, or since its Monday. Counts are by stored keys, the largest first; <paramref name="Waiting"/> is how many wait for review.</summary>
public sealed record WeekFacts(int Reports, int NullReports, decimal People, int Waiting)
{
    /// <summary>Institutions of the volunteers, and those of them that nobody sent anything for. Of the week so far they are not counted.</summary>
    public int Lembaga { get; init; }

    public int SilentLembaga { get; init; }

    /// <summary>Some of <see cref="SilentLembaga"/>: those that an office keeps by name.</summary>
    public ImmutableArray<string> SilentLembagaNames { get; init; } = [];

    /// <summary>Of <see cref="Reports"/>, those that the office accepted, also where they went further up.</summary>
    public int Verified { get; init; }

    /// <summary>Activity reports that the office rejected; they count in nothing else here.</summary>
    public int Rejected { get; init; }

    public ImmutableArray<KeyCount> Kinds { get; init; } = [];

    public ImmutableArray<KeyCount> Lingkungan { get; init; } = [];

    public ImmutableArray<KeyCount> Funding { get; init; } = [];

    /// <summary>What stood in the way, by the reports that name an obstacle; empty in summaries made before reports were asked for it.</summary>
    public ImmutableArray<KeyCount> Obstacles { get; init; } = [];

    public ImmutableArray<KeyCount> Reasons { get; init; } = [];

    /// <summary>The asker's office and every office below it.</summary>
    public ImmutableArray<OfficeWeek> Offices { get; init; } = [];

    /// <summary>Of the asker's office alone, this year.</summary>
    public ImmutableArray<OutputTarget> Targets { get; init; } = [];

    /// <summary>Kab/kota that the office and those below serve, and how many of them have no BNNK of their own.</summary>
    public int Regions { get; init; }

    public int RegionsWithoutOffice { get; init; }

    /// <summary>The offices right below this one, each with the sum of all below it.</summary>
    public IReadOnlyList<OfficeWeek> Below(string satkerCode)
    {
        var byParent = Offices.ToLookup(o => o.Silence.Parent);
        return [.. byParent[satkerCode].Select(Whole)];

        OfficeWeek Whole(OfficeWeek office) => byParent[office.Silence.Office.Code].Select(Whole).Aggregate(office, (sum, o) => new OfficeWeek(
            sum.Silence with { Volunteers = sum.Silence.Volunteers + o.Silence.Volunteers, Silent = sum.Silence.Silent + o.Silence.Silent },
            sum.Reports + o.Reports,
            sum.NullReports + o.NullReports));
    }
}

/// <summary>How often an option was chosen.</summary>
public sealed record KeyCount(string Key, int Count);

/// <summary>One office's week.</summary>
public sealed record OfficeWeek(OfficeSilence Silence, int Reports, int NullReports);
