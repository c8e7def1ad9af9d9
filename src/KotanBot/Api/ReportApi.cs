using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot.Api;

/// <summary>A report or a null report that was sent, with what was chosen and counted. No name, no institution, no text that somebody typed, no point on the map.</summary>
public sealed record ApiReport
{
    /// <summary>A name that leads to nobody; always the same for this report.</summary>
    public required string Id { get; init; }

    /// <summary>Of which dialog.</summary>
    public required string Dialog { get; init; }

    /// <summary>Code of the office.</summary>
    public required string Satker { get; init; }

    /// <summary>Of the reporter's institution: pemerintah, pendidikan, swasta or masyarakat; null where nobody said.</summary>
    public required string? Lingkungan { get; init; }

    /// <summary>How far the office is with it; null for what no office reviews.</summary>
    public required string? Review { get; init; }

    /// <summary>By the clock of the office.</summary>
    public required DateOnly SentOn { get; init; }

    /// <summary>When it was changed last, by the clock of the office.</summary>
    public required DateOnly ChangedOn { get; init; }

    /// <summary>In the order in which they were first given.</summary>
    public required ImmutableArray<ApiAnswer> Answers { get; init; }
}

/// <summary>The answer to one question. What does not belong to its kind is null; of texts and points only that they were given is told.</summary>
public sealed record ApiAnswer
{
    /// <summary>Id of the question.</summary>
    public required string Step { get; init; }

    /// <summary>`choice`, `choices`, `number`, `dates`, `place`, `entry`, `photos`, `text`, `point` or `skipped`.</summary>
    public required string Kind { get; init; }

    /// <summary>Keys of the chosen options, empty where none applies; of an entry its id.</summary>
    public ImmutableArray<string>? Keys { get; init; }

    /// <summary>A number, or how many photos.</summary>
    public decimal? Number { get; init; }

    /// <summary>Whether the number is a rough one.</summary>
    public bool? Estimated { get; init; }

    /// <summary>First day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Code of a kecamatan, kab/kota or province.</summary>
    public string? Region { get; init; }

    /// <summary>Why there is no answer.</summary>
    public string? Missing { get; init; }

    internal static ApiAnswer Of(ExportedAnswer answer)
    {
        var told = new ApiAnswer { Step = answer.StepId, Kind = answer.Kind };
        return answer.Value switch
        {
            AnswerValue.Choice choice => told with { Keys = [choice.Key] },
            AnswerValue.Choices choices => told with { Keys = choices.Keys },
            AnswerValue.Number number => told with { Number = number.Value, Estimated = number.Estimated },
            AnswerValue.Dates dates => told with { From = dates.From, To = dates.To },
            AnswerValue.Place place => told with { Region = place.Code },
            AnswerValue.Entry entry => told with { Keys = [entry.Id] },
            AnswerValue.Photos photos => told with { Number = photos.Ids.Length },
            AnswerValue.Skipped skipped => told with { Missing = skipped.Reason },
            _ => told,
        };
    }
}

/// <summary><c>/reports</c>.</summary>
internal sealed class ReportApi(ExportStore exports, ServedDefinitions definitions)
{
    public static void Map(RouteGroupBuilder routes)
    {
        var api = ActivatorUtilities.CreateInstance<ReportApi>(((IEndpointRouteBuilder)routes).ServiceProvider);
        routes.MapGet("/reports", (HttpContext context) => api.List(ApiCall.Of(context))).Describe(
            "listReports",
            "Reports that were sent, by office and then by time of sending",
            new ApiList<ApiReport> { Items = [Example], Next = "kQ3-xYw" },
            ApiParameter.Satker with { Description = "Code of an office within the token's scope, with all below it; without it the token's own." },
            ApiParameter.From,
            ApiParameter.To,
            ApiParameter.Dialog,
            ApiParameter.Review,
            ApiParameter.Cursor,
            ApiParameter.Limit);
    }

    private ApiList<ApiReport> List(ApiCall call)
    {
        ImmutableArray<string> dialogs = [.. definitions.Current.Dialogs.Where(d => d.Purpose is DialogPurpose.Report or DialogPurpose.NullReport).Select(d => d.Id).Where(d => definitions.IsSeenBy(call.Scope, d))];
        if (call.ReadWord(ApiParameter.Dialog, dialogs) is { } dialog)
            dialogs = [dialog];
        var filter = new ExportFilter(dialogs, call.ReadDay(ApiParameter.From), call.ReadDay(ApiParameter.To), call.ReadWord(ApiParameter.Review, ReviewWords.All));
        if (filter.From > filter.To)
            throw ApiCall.Refused(ApiRefusal.Bad(ApiParameter.From.Name, "sesudah to", "is after to"));
        var page = exports.ReadPage(call.ReadScope(), filter, call.Text(ApiParameter.Cursor), call.ReadLimit()) ?? throw ApiCall.Refused(ApiRefusal.BadCursor);
        return new ApiList<ApiReport> { Items = [.. page.Submissions.Select(Of)], Next = page.Next };
    }

    private ApiReport Of(ExportedSubmission submission) => new()
    {
        Id = exports.NameWithoutTrace(submission.Id),
        Dialog = submission.DialogId,
        Satker = submission.SatkerCode!,
        Lingkungan = submission.Lingkungan,
        Review = submission.Review,
        SentOn = submission.SentOn,
        ChangedOn = submission.ChangedOn,
        Answers = [.. submission.Answers.Select(ApiAnswer.Of)],
    };

    private static ApiReport Example => new()
    {
        Id = "9f86d081884c7d659a2f",
        Dialog = "lapor-kegiatan",
        Satker = "BNNK-19.02",
        Lingkungan = "pendidikan",
        Review = "verified",
        SentOn = new DateOnly(2026, 11, 23),
        ChangedOn = new DateOnly(2026, 11, 23),
        Answers =
        [
            new ApiAnswer { Step = "jenis", Kind = "choice", Keys = ["sosialisasi"] },
            new ApiAnswer { Step = "tanggal", Kind = "dates", From = new DateOnly(2026, 11, 22), To = new DateOnly(2026, 11, 22) },
            new ApiAnswer { Step = "wilayah", Kind = "place", Region = "19.02" },
            new ApiAnswer { Step = "peserta", Kind = "number", Number = 45, Estimated = false },
            new ApiAnswer { Step = "dana", Kind = "skipped", Missing = "tidak-tahu" },
        ],
    };
}
