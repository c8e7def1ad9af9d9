using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Conversations;

/// <summary>What was counted before a turn in which a questionnaire may begin.</summary>
public sealed record QuestionnaireFacts(ImmutableArray<ItemExposure> Exposures, ImmutableArray<OwnReports> Reports);

/// <summary>How often an item was asked of a group of respondents in a region.</summary>
public sealed record ItemExposure(string Bank, string Group, string Item, int Count)
{
    /// <summary>Null in turns of the first release, which counted the region of the person's office only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Region { get; init; }
}

/// <summary>How many of the person's own sent reports of this year answered a step with exactly these options.</summary>
public sealed record OwnReports(string Dialog, string Step, ImmutableArray<string> Options, int Count);

/// <summary>What must be counted for a turn: items of these banks asked in the region that may turn out to be meant, and the person's own reports.</summary>
public sealed record QuestionnaireNeeds(ImmutableArray<string> Banks, ImmutableArray<ReportSource> Reports)
{
    /// <summary>Regions that the respondent named or may be naming now; that of the person's office is counted always.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];
}

/// <summary>A step of a dialog whose answers are evidence for an item.</summary>
public sealed record ReportSource(string Dialog, string Step);
