using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>One row of the <c>answer</c> table and how answer values become rows and come back.</summary>
internal sealed class AnswerRow
{
    public string SubmissionId { get; init; } = "";

    public string StepId { get; init; } = "";

    public long Position { get; init; }

    public long Sequence { get; init; }

    public string Kind { get; init; } = "";

    public string? Choice { get; init; }

    public double? Number { get; init; }

    public long? Estimated { get; init; }

    public string? FromOn { get; init; }

    public string? ToOn { get; init; }

    public string? RegionCode { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? TextCipher { get; init; }

    public string? MissingReason { get; init; }

    /// <summary>Read only: what the office calls the entry that was chosen.</summary>
    public string? EntryName { get; init; }

    public static string TextPlace(string submissionId, string stepId) => $"answer.text_cipher|{submissionId}|{stepId}";

    /// <summary>At least one row, also for an empty choice of many: that it was answered is data.</summary>
    public static IReadOnlyList<AnswerRow> From(string submissionId, string stepId, AnswerValue value, long sequence, PersonKey key)
    {
        IReadOnlyList<AnswerRow> Many(string kind, ImmutableArray<string> keys) => keys.IsDefaultOrEmpty
            ? [One(kind)]
            : [.. keys.Select((k, i) => One(kind, choice: k, position: i))];
        AnswerRow One(string kind, string? choice = null, AnswerValue.Number? number = null, AnswerValue.Dates? dates = null, string? region = null,
            AnswerValue.Point? point = null, string? cipher = null, string? missing = null, long position = 0) => new()
            {
                SubmissionId = submissionId,
                StepId = stepId,
                Position = position,
                Sequence = sequence,
                Kind = kind,
                Choice = choice,
                Number = (double?)number?.Value,
                Estimated = number is null ? null : number.Estimated ? 1 : 0,
                FromOn = dates is null ? null : Instant.ToColumn(dates.From),
                ToOn = dates is null ? null : Instant.ToColumn(dates.To),
                RegionCode = region,
                Latitude = point?.Latitude,
                Longitude = point?.Longitude,
                TextCipher = cipher,
                MissingReason = missing,
            };
        return value switch
        {
            AnswerValue.Choice choice => [One("choice", choice: choice.Key)],
            AnswerValue.Choices choices => Many("choices", choices.Keys),
            AnswerValue.Number number => [One("number", number: number)],
            AnswerValue.Text text => [One("text", cipher: key.Seal(text.Value, TextPlace(submissionId, stepId)))],
            AnswerValue.Dates dates => [One("dates", dates: dates)],
            AnswerValue.Place place => [One("place", region: place.Code)],
            AnswerValue.Photos photos => Many("photos", photos.Ids),
            AnswerValue.Point point => [One("point", point: point)],
            AnswerValue.Entry entry => [One("entry", choice: entry.Id)],
            AnswerValue.Skipped skipped => [One("skipped", missing: skipped.Reason)],
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Null when an erasure took what the answer held.</summary>
    public static AnswerValue? ToValue(IReadOnlyList<AnswerRow> rows, PersonKey? key)
    {
        var row = rows[0];
        return row.Kind switch
        {
            "choice" => new AnswerValue.Choice(row.Choice!),
            "choices" => new AnswerValue.Choices(Keys(rows)),
            "number" => new AnswerValue.Number((decimal)row.Number!.Value, row.Estimated == 1),
            "text" => row.TextCipher is null || key is null ? null : new AnswerValue.Text(key.Open(row.TextCipher, TextPlace(row.SubmissionId, row.StepId))),
            "dates" => new AnswerValue.Dates(Instant.Day(row.FromOn!), Instant.Day(row.ToOn!)),
            "place" => new AnswerValue.Place(row.RegionCode!),
            "photos" => new AnswerValue.Photos(Keys(rows)),
            "point" => row.Latitude is null ? null : new AnswerValue.Point(row.Latitude.Value, row.Longitude!.Value),
            "entry" => new AnswerValue.Entry(row.Choice!, row.EntryName ?? ""),
            "skipped" => new AnswerValue.Skipped(row.MissingReason!),
            _ => throw new UnreachableException($"answer kind {row.Kind}"),
        };
    }

    private static ImmutableArray<string> Keys(IReadOnlyList<AnswerRow> rows) => [.. rows.Where(r => r.Choice is not null).Select(r => r.Choice!)];
}
