using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Which sent submissions: of these dialogs, sent from the first through the last day by the clock of each office. A null day does not restrict.</summary>
public sealed record ExportFilter(ImmutableArray<string> Dialogs, DateOnly? From = null, DateOnly? To = null);

/// <summary>One answer as it is handed out. The value is null where an erasure took what it held.</summary>
public sealed record ExportedAnswer(string StepId, string Kind, AnswerValue? Value);

/// <summary>A step that some sent submission has an answer to, and the kind of that answer.</summary>
public sealed record AnsweredStep(string DialogId, string StepId, string Kind);

/// <summary>A sent submission with its answers opened, and nothing that tells whose it is but the reporter's lembaga. Days are those of its office.</summary>
public sealed record ExportedSubmission
{
    public required string Id { get; init; }

    public required string DialogId { get; init; }

    public string? SatkerCode { get; init; }

    public string? SatkerName { get; init; }

    public string? SatkerRegion { get; init; }

    public string? Lembaga { get; init; }

    public string? Lingkungan { get; init; }

    /// <summary>As the column holds it; null for what no office reviews.</summary>
    public string? Review { get; init; }

    public required DateOnly SentOn { get; init; }

    public required DateOnly ChangedOn { get; init; }

    /// <summary>In the order in which they were first given.</summary>
    public required ImmutableArray<ExportedAnswer> Answers { get; init; }
}

/// <summary>
/// Whatever was collected, read for a file: office by office and page by page, so that a year of a country needs no more memory than a day of
/// one office, and no page holds up the database's housekeeping.
/// </summary>
public sealed class ExportStore(Database database, KeyRing keys)
{
    private const int LettersOfName = 20;

    /// <summary>By office, then by the time of sending. Read lazily: what an erasure takes meanwhile is not in the pages after it.</summary>
    public IEnumerable<ExportedSubmission> Read(Scope scope, ExportFilter filter)
    {
        foreach (var office in database.Read(c => ExportRows.ListOffices(c, scope)))
        {
            var page = ExportRows.Page.First(office, filter);
            while (page is not null)
            {
                var rows = database.Read(c => ExportRows.Read(c, scope, page));
                foreach (var submission in rows.GroupBy(r => r.Submission.Id))
                    yield return Open(office, [.. submission]);
                page = page.After(rows);
            }
        }
    }

    /// <summary>Every step with an answer in the span, so that no column is forgotten, whatever became of its definition.</summary>
    public IReadOnlyList<AnsweredStep> ListSteps(Scope scope, ExportFilter filter) => database.Read(c => ExportRows.ListSteps(c, scope, filter));

    /// <summary>A name that leads to nobody, in the place of an id that somebody could recognise.</summary>
    public string NameWithoutTrace(string id) => keys.Secret("export", id)[..LettersOfName];

    private ExportedSubmission Open(ExportRows.Office office, IReadOnlyList<ExportRows.Row> rows)
    {
        var row = rows[0].Submission;
        var key = row.PersonId is { } person && row.Wrapped is { } wrapped ? keys.Unwrap(person, wrapped) : null;
        return new ExportedSubmission
        {
            Id = row.Id,
            DialogId = row.DialogId,
            SatkerCode = office.Code,
            SatkerName = office.Name,
            SatkerRegion = office.RegionCode,
            Lembaga = key is null ? null : PersonWords.Lembaga(row.PersonId!, row.LembagaName, row.LembagaCipher, key),
            Lingkungan = row.Lingkungan,
            Review = row.Review,
            SentOn = office.DayOf(row.SubmittedAt),
            ChangedOn = office.DayOf(row.ChangedAt),
            Answers = [.. rows.Select(r => r.Answer).OfType<AnswerRow>().GroupBy(a => a.StepId).Select(a => new ExportedAnswer(a.Key, a.First().Kind, AnswerRow.ToValue([.. a], key)))],
        };
    }
}
