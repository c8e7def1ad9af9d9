using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using KotanBot.Core.Offices;
using Microsoft.OpenApi;

namespace KotanBot.Api;

/// <summary>Something that a call may say, as the document describes it. What stands in no route's list is refused, so that a slip of the pen never widens an answer.</summary>
public sealed record ApiParameter(string Name, string Description, JsonNode Example, Func<OpenApiSchema> Schema)
{
    public const int MostRows = 500;

    public const int UsualRows = 100;

    public const int FirstYear = 2000;

    public const int LastYear = 2100;

    public bool InPath { get; init; }

    public static readonly ApiParameter Satker = new(
        "satker", "Code of an office within the token's scope; without it the token's own office.", "BNNK-19.02", Text);

    public static readonly ApiParameter SatkerOfPath = Satker with { InPath = true, Description = "Code of an office within the token's scope." };

    public static readonly ApiParameter From = new("from", "First day of sending, by the clock of each office.", "2026-11-01", Day);

    public static readonly ApiParameter To = new("to", "Last day of sending, by the clock of each office.", "2026-11-30", Day);

    public static readonly ApiParameter Dialog = new("dialog", "Id of a dialog of reports, such as lapor-kegiatan or lapor-nihil; without it all of them.", "lapor-kegiatan", Text);

    public static readonly ApiParameter Review = new("review", "How far the office is with the report.", "verified", () => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ReviewWords.All.Select(w => (JsonNode)w)] });

    public static readonly ApiParameter Week = new("week", "A week by ISO 8601.", "2026-W48", () => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{4}-W[0-9]{2}$" });

    public static readonly ApiParameter WeekOfPath = Week with { InPath = true };

    public static readonly ApiParameter Year = new("year", "A year; without it this year by the clock of the office.", 2026, () => Whole(FirstYear, LastYear));

    public static readonly ApiParameter Index = new("index", "Id of an index, such as ikotan; without it all of them.", "ikotan", Text);

    public static readonly ApiParameter Below = new("below", "Whether the sum with all offices below is meant.", true, () => new OpenApiSchema { Type = JsonSchemaType.Boolean });

    public static readonly ApiParameter BankOfPath = new("bank", "Id of an item bank, such as ikotan.", "ikotan", Text) { InPath = true };

    public static readonly ApiParameter Cursor = new("cursor", "`next` of the answer before, to go on after it.", "kQ3-xYw", Text);

    public static readonly ApiParameter Limit = new("limit", $"How many at most; {UsualRows} without it.", 100, () => Whole(1, MostRows));

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Day() => new() { Type = JsonSchemaType.String, Format = "date" };

    private static OpenApiSchema Whole(int least, int most) => new() { Type = JsonSchemaType.Integer, Minimum = $"{least}", Maximum = $"{most}" };
}

/// <summary>What a route takes, and an example of what it answers.</summary>
internal sealed record ApiRouteNotes(ImmutableArray<ApiParameter> Parameters, object Example);

/// <summary>The words for review states, as columns and files have them.</summary>
internal static class ReviewWords
{
    public static readonly ImmutableArray<string> All = [.. Enum.GetNames<ReviewState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
}
