using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Which answers to a bank: of an office and all below it, sent in a half-open span of time. Null does not restrict.</summary>
public sealed record QuestionnaireFilter(string BankId, string? SatkerCode = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>A sent questionnaire under a name that leads to nobody, with the chosen option of each item that was answered.</summary>
public sealed record QuestionnaireAnswers(string Respondent, string Group, IReadOnlyDictionary<string, string> Options);

/// <summary>A sent full form: of which group, where it was asked, and its items in the order of asking with the chosen option, null where the item was left open.</summary>
public sealed record FullFormAnswers(string Group, string Region, IReadOnlyList<(string Item, string? Option)> Answers);

/// <summary>Sent questionnaires that do not count: those without any answer, and those after which the same person sent another one in that year.</summary>
public sealed record QuestionnairesLeftOut(int Empty, int Superseded);

/// <summary>How many respondents of a group count in a kab/kota.</summary>
public sealed record RespondentCount(string Region, string Group, int Respondents);

/// <summary>How an item fares: how often it was asked, answered and asked about, why it was left open, and the seconds that an answer took.</summary>
public sealed record ItemHealth(string Item, long Asked, long Answered, long Helps, IReadOnlyDictionary<string, long> Skipped, double? MedianSeconds);

/// <summary>What questionnaires asked and what came of it. Turns write it (<see cref="TurnStore"/>); exports and item health read it here.</summary>
public sealed class QuestionnaireStore(Database database, KeyRing keys)
{
    private const int LettersOfRespondent = 20;

    /// <summary>
    /// The last questionnaire with any answer that each person in the scope sent in a year of their office's time, office by office in the order of sending, one at a
    /// time: there may be more than fit the memory. A name stands for one person, bank and year; an erasure gives it another one.
    /// </summary>
    public QuestionnairesLeftOut ReadAnswers(Scope scope, QuestionnaireFilter filter, Action<QuestionnaireAnswers> each) => database.Read(connection =>
    {
        var offices = QuestionnaireRows.ListOffices(connection, scope, filter);
        var (names, leftOut) = LatestOf(connection, offices, filter);
        foreach (var form in ReadForms(connection, offices, filter, names.ContainsKey))
        {
            var options = form.Where(r => r.Choice is not null).ToDictionary(r => r.ItemId, r => r.Choice!);
            if (options.Count > 0)
                each(new QuestionnaireAnswers(names[form[0].SubmissionId], form[0].RespondentGroup, options));
        }

        return leftOut;
    });

    /// <summary>How many people's last questionnaire of a year, by the clock of their office, has any answer: by region, then by group.</summary>
    public IReadOnlyList<RespondentCount> CountRespondents(Scope scope, string bankId, int year) => database.Read(connection =>
    {
        // A day more at either end: no clock of an office is further from that of the world.
        var (first, last) = (new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-1), new DateTimeOffset(year, 12, 31, 0, 0, 0, TimeSpan.Zero).AddDays(2));
        var filter = new QuestionnaireFilter(bankId, From: first, To: last);
        return QuestionnaireRows.ListOffices(connection, scope, filter)
            .SelectMany(o => QuestionnaireRows.ReadSent(connection, o, filter))
            .Where(r => r.Answered != 0 && Instant.At(r.SubmittedAt).ToOffset(TimeSpan.FromMinutes(r.UtcOffsetMinutes)).Year == year)
            .GroupBy(r => r.Respondent)
            .Select(r => r.MaxBy(s => (s.SubmittedAt, s.SubmissionId))!)
            .GroupBy(r => (r.Region, r.RespondentGroup))
            .Select(g => new RespondentCount(g.Key.Region, g.Key.RespondentGroup, g.Count()))
            .OrderBy(c => c.Region, StringComparer.Ordinal).ThenBy(c => c.Group, StringComparer.Ordinal).ToList();
    });

    /// <summary>The full forms among what <see cref="ReadAnswers"/> hands on, of one version of the bank with its calibration.</summary>
    public IReadOnlyList<FullFormAnswers> ReadFullForms(Scope scope, string bankId, string bankHash) => database.Read(connection =>
    {
        var filter = new QuestionnaireFilter(bankId);
        var offices = QuestionnaireRows.ListOffices(connection, scope, filter);
        var (names, _) = LatestOf(connection, offices, filter);
        return ReadForms(connection, offices, filter, names.ContainsKey)
            .Select(form => form.Where(r => r.AskedAs == "full" && r.BankHash == bankHash).OrderBy(r => r.AskedAt).ThenBy(r => r.ItemId, StringComparer.Ordinal).ToList())
            .Where(form => form.Count > 0)
            .Select(form => new FullFormAnswers(form[0].RespondentGroup, form[0].Region, [.. form.Select(r => (r.ItemId, r.Choice))]))
            .ToList();
    });

    /// <summary>The items of each submission together.</summary>
    private static IEnumerable<IReadOnlyList<QuestionnaireRows.Row>> ReadForms(
        DbConnection connection, IReadOnlyList<ExportRows.Office> offices, QuestionnaireFilter filter, Func<string, bool> counts)
    {
        foreach (var office in offices)
        {
            var form = new List<QuestionnaireRows.Row>();
            foreach (var row in QuestionnaireRows.ReadItems(connection, office, filter).Where(r => counts(r.SubmissionId)))
            {
                if (form.Count > 0 && form[0].SubmissionId != row.SubmissionId)
                {
                    yield return form;
                    form = [];
                }

                form.Add(row);
            }

            if (form.Count > 0)
                yield return form;
        }
    }

    /// <summary>The submissions that count, with the name of who sent each.</summary>
    private (Dictionary<string, string> Names, QuestionnairesLeftOut LeftOut) LatestOf(DbConnection connection, IReadOnlyList<ExportRows.Office> offices, QuestionnaireFilter filter)
    {
        var latest = new Dictionary<string, (string Id, long At)>();
        var (sent, empty) = (0, 0);
        foreach (var row in offices.SelectMany(o => QuestionnaireRows.ReadSent(connection, o, filter)))
        {
            sent++;
            if (row.Answered == 0)
            {
                empty++;
                continue;
            }

            var year = Instant.At(row.SubmittedAt).ToOffset(TimeSpan.FromMinutes(row.UtcOffsetMinutes)).Year;
            var name = keys.Secret("respondent", $"{filter.BankId}|{year}|{row.Respondent}")[..LettersOfRespondent];
            if (!latest.TryGetValue(name, out var known) || (row.SubmittedAt, row.SubmissionId).CompareTo((known.At, known.Id)) > 0)
                latest[name] = (row.SubmissionId, row.SubmittedAt);
        }

        return (latest.ToDictionary(l => l.Value.Id, l => l.Key), new QuestionnairesLeftOut(empty, sent - empty - latest.Count));
    }

    /// <summary>Every item that was ever asked, also in questionnaires that were never sent and for a group that was changed afterwards (then without its answer), by its id.</summary>
    public IReadOnlyList<ItemHealth> ReadHealth(Scope scope, string bankId, string? satkerCode) =>
        database.Read(connection => ItemHealthRows.Read(connection, scope, new QuestionnaireFilter(bankId, satkerCode)));
}
