using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Which sent submissions: of these dialogs, sent from the first through the last day by the clock of each office. Null does not restrict.</summary>
/// <param name="Review">How far the office is with it, as the column holds it.</param>
public sealed record ExportFilter(ImmutableArray<string> Dialogs, DateOnly? From = null, DateOnly? To = null, string? Review = null);

/// <summary>So many submissions, and what to ask for the next ones with; null after the last.</summary>
public sealed record ExportPage(IReadOnlyList<ExportedSubmission> Submissions, string? Next);

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
    private const int MostSubmissions = 400;

    // A sealed text is "k1:" and base64, of which a cursor is made that needs no escaping in an address.
    private const string Scheme = "k1:";

    /// <summary>By office, then by the time of sending. Read lazily: what an erasure takes meanwhile is not in the pages after it.</summary>
    public IEnumerable<ExportedSubmission> Read(Scope scope, ExportFilter filter)
    {
        foreach (var office in database.Read(c => ExportRows.ListOffices(c, scope)))
        {
            ExportRows.Page? page = ExportRows.Page.First(office, filter);
            while (page is not null)
            {
                var rows = database.Read(c => ExportRows.Read(c, scope, page, MostSubmissions));
                foreach (var submission in rows.GroupBy(r => r.Submission.Id))
                    yield return Open(office, [.. submission]);
                page = page.After(rows);
            }
        }
    }

    /// <summary>
    /// In the order of <see cref="Read"/>, but without any words of people: no lembaga is named and texts stand there as if they were erased. The cursor
    /// is good for the same question only, and nobody else can read or make one.
    /// </summary>
    /// <returns>Null for a cursor that belongs to another question or is none.</returns>
    public ExportPage? ReadPage(Scope scope, ExportFilter filter, string? cursor, int limit)
    {
        var question = string.Join('|', "export cursor", scope.Root, filter.From, filter.To, filter.Review, string.Join(' ', filter.Dialogs));
        var place = cursor is null ? new Place("", 0, "") : ReadCursor(cursor, question);
        if (place is null)
            return null;
        var found = new List<ExportedSubmission>();
        foreach (var office in database.Read(c => ExportRows.ListOffices(c, scope)).Where(o => string.CompareOrdinal(o.Code ?? "~", place.Office) >= 0))
        {
            var first = ExportRows.Page.First(office, filter);
            var rows = database.Read(c => ExportRows.Read(c, scope, (office.Code ?? "~") == place.Office ? first.After(place.At, place.Id) : first, limit - found.Count));
            found.AddRange(rows.GroupBy(r => r.Submission.Id).Select(s => Open(office, [.. s], withWords: false)));
            if (found.Count == limit)
                return new ExportPage(found, WriteCursor(new Place(office.Code ?? "~", rows[^1].Submission.SubmittedAt, rows[^1].Submission.Id), question));
        }

        return new ExportPage(found, null);
    }

    /// <summary>After which submission of which office; people without one come last.</summary>
    private sealed record Place(string Office, long At, string Id);

    private string WriteCursor(Place place, string question) =>
        Base64Url.EncodeToString(Convert.FromBase64String(keys.Seal(string.Create(CultureInfo.InvariantCulture, $"{place.Office}|{place.At}|{place.Id}"), question)[Scheme.Length..]));

    private Place? ReadCursor(string cursor, string question)
    {
        try
        {
            var parts = keys.Open(Scheme + Convert.ToBase64String(Base64Url.DecodeFromChars(cursor)), question).Split('|');
            return new Place(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>How many submissions <see cref="Read"/> goes through.</summary>
    public long Count(Scope scope, ExportFilter filter) =>
        database.Read(c => ExportRows.ListOffices(c, scope).Sum(o => ExportRows.Count(c, scope, ExportRows.Page.First(o, filter))));

    /// <summary>Leaves a line in the audit: who took what of an office and all below it out of here.</summary>
    public Task NoteAsync(SiteVisitor visitor, string satkerCode, string what, DateTimeOffset now) => database.WriteAsync((c, t) =>
    {
        AuditRows.Append(c, t, new AuditLine("export", satkerCode, null) { ActorId = visitor.ActorId, After = what }, Instant.ToColumn(now));
        return 0;
    });

    /// <summary>Every step with an answer in the span, so that no column is forgotten, whatever became of its definition.</summary>
    public IReadOnlyList<AnsweredStep> ListSteps(Scope scope, ExportFilter filter) => database.Read(c => ExportRows.ListSteps(c, scope, filter));

    /// <summary>A name that leads to nobody, in the place of an id that somebody could recognise.</summary>
    public string NameWithoutTrace(string id) => keys.Secret("export", id)[..LettersOfName];

    private ExportedSubmission Open(ExportRows.Office office, IReadOnlyList<ExportRows.Row> rows, bool withWords = true)
    {
        var row = rows[0].Submission;
        var key = withWords && row.PersonId is { } person && row.Wrapped is { } wrapped ? keys.Unwrap(person, wrapped) : null;
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
