using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Who has not reported (<c>/belum</c>): counts first, then names by the page, and a reminder with one tap. Words after the command: an office, <c>lembaga</c>, <c>kantor</c> or <c>ingatkan</c>, a page.</summary>
internal sealed class OverdueFlow(Turn turn, RunFlow flow)
{
    private const int MostButtons = 8;
    private const string LembagaWord = "lembaga";
    private const string OfficesWord = "kantor";
    private const string RemindWord = "ingatkan";

    private OverdueFacts Facts => turn.Facts.Office?.Overdue ?? throw new InvalidOperationException("nobody looked who is overdue");

    public static OfficeNeed.Overdue NeedOf(string payload)
    {
        var words = PayloadWords.Of(payload);
        var view = words.Contains(LembagaWord) ? OverdueView.Lembaga : words.Contains(OfficesWord) ? OverdueView.Offices : OverdueView.People;
        return new OfficeNeed.Overdue(PayloadWords.OfficeIn(words), view, PageIn(words) - 1);
    }

    public void Start(string payload)
    {
        var words = PayloadWords.Of(payload);
        var page = PageIn(words);
        if (Facts.Satker is not { } satker)
            turn.Say(OfficeTexts.TargetNoOffice, ("satker", PayloadWords.OfficeIn(words) ?? ""));
        else if (words.Contains(RemindWord))
            Remind(satker);
        else if (words.Contains(LembagaWord))
            ShowLembaga(satker, page);
        else if (words.Contains(OfficesWord))
            ShowOffices(satker, page);
        else
            ShowPeople(satker, page);
        flow.Repeat();
    }

    private ReportWeek Week => ReportWeek.Of(turn.Now, turn.Facts.UtcOffsetMinutes);

    private void ShowPeople(OfficeName satker, int page)
    {
        var own = Facts.Own;
        var lines = new List<string> { turn.Text(OfficeTexts.OverdueTitle, ("satker", satker.Name), ("week", Days.Days(Week.Monday, Week.Monday.AddDays(6)))) };
        lines.Add(own switch
        {
            { Volunteers: 0 } => turn.Text(OfficeTexts.OverdueNobody),
            { Silent: 0 } => turn.Text(OfficeTexts.OverdueAllSent, ("all", Count(own.Volunteers)), ("before", Count(own.SilentLastWeek))),
            _ => turn.Text(OfficeTexts.OverdueCounts, ("silent", Count(own.Silent)), ("all", Count(own.Volunteers)), ("before", Count(own.SilentLastWeek))),
        });
        lines.AddRange(Facts.People.Select((p, i) => turn.Text(
            OfficeTexts.OverduePerson,
            ("number", Count(((page - 1) * OverdueFacts.PageSize) + i + 1)),
            ("name", p.Name ?? turn.Text(OfficeTexts.OverdueNoName)),
            ("lembaga", p.Lembaga ?? "–"),
            ("last", p.LastReport is { } at ? turn.Text(OfficeTexts.OverdueLast, ("date", Days.Day(Local(at)))) : turn.Text(OfficeTexts.OverdueNever)))));
        if (Facts.AllLembaga > 0)
            lines.Add(turn.Text(OfficeTexts.OverdueLembaga, ("silent", Count(Facts.SilentLembaga)), ("all", Count(Facts.AllLembaga))));
        if (!Facts.Below.IsEmpty)
            lines.Add(turn.Text(
                OfficeTexts.OverdueBelow,
                ("offices", Count(Facts.Below.Length)),
                ("silent", Count(Facts.Below.Sum(b => b.Silent))),
                ("all", Count(Facts.Below.Sum(b => b.Volunteers))),
                ("no-admin", Count(Facts.Below.Count(b => !b.HasAdmin)))));
        turn.Offer(string.Join('\n', lines), PeopleChoices(satker, page));
    }

    private ImmutableArray<PromptChoice> PeopleChoices(OfficeName satker, int page)
    {
        var choices = ImmutableArray.CreateBuilder<PromptChoice>();
        if (Facts.Remindable > 0)
            choices.Add(new($"/belum {satker.Code} {RemindWord}", turn.Text(OfficeTexts.OverdueRemind, ("count", Count(Facts.Remindable)))));
        if (page * OverdueFacts.PageSize < Facts.Own.Silent)
            choices.Add(More($"/belum {satker.Code}", page));
        if (Facts.SilentLembaga > 0)
            choices.Add(new($"/belum {satker.Code} {LembagaWord}", turn.Text(OfficeTexts.OverdueSeeLembaga)));
        if (!Facts.Below.IsEmpty)
            choices.Add(new($"/belum {satker.Code} {OfficesWord}", turn.Text(OfficeTexts.OverdueSeeOffices)));
        return choices.ToImmutable();
    }

    private void ShowLembaga(OfficeName satker, int page)
    {
        var lines = Facts.Lembaga.Select((name, i) => $"{Count(((page - 1) * OverdueFacts.PageSize) + i + 1)}. {name}").ToList();
        lines.Insert(0, turn.Text(OfficeTexts.OverdueLembagaTitle, ("satker", satker.Name), ("silent", Count(Facts.SilentLembaga)), ("all", Count(Facts.AllLembaga))));
        turn.Offer(string.Join('\n', lines),
        [
            .. page * OverdueFacts.PageSize < Facts.SilentLembaga ? new[] { More($"/belum {satker.Code} {LembagaWord}", page) } : [],
            new($"/belum {satker.Code}", turn.Text(OfficeTexts.OverdueSeePeople)),
        ]);
    }

    /// <summary>Those with most silent people first; each opens with a tap.</summary>
    private void ShowOffices(OfficeName satker, int page)
    {
        var shown = Facts.Below.OrderByDescending(b => b.Silent).ThenBy(b => b.Office.Code, StringComparer.Ordinal).Skip((page - 1) * MostButtons).Take(MostButtons).ToList();
        var lines = shown.Select(b => turn.Text(
            b.HasAdmin ? OfficeTexts.OverdueOffice : OfficeTexts.OverdueOfficeNoAdmin, ("name", b.Office.Name), ("silent", Count(b.Silent)), ("all", Count(b.Volunteers)))).ToList();
        lines.Insert(0, turn.Text(OfficeTexts.OverdueBelowTitle, ("satker", satker.Name)));
        turn.Offer(string.Join('\n', lines),
        [
            .. shown.Select(b => new PromptChoice($"/belum {b.Office.Code}", b.Office.Name)),
            .. page * MostButtons < Facts.Below.Length ? new[] { More($"/belum {satker.Code} {OfficesWord}", page) } : [],
        ]);
    }

    private void Remind(OfficeName satker)
    {
        var due = QuietHours.NextLoud(turn.Now, turn.Facts.UtcOffsetMinutes);
        if (Facts.Remindable == 0)
        {
            turn.Say(OfficeTexts.OverdueNobodyToRemind);
            return;
        }

        if (due >= Week.After.BeginsAt(turn.Facts.UtcOffsetMinutes))
        {
            turn.Say(OfficeTexts.OverdueTooLate);
            return;
        }

        turn.Do(new Effect.Office(new OfficeDeed.Remind(satker.Code, Week, due)));
        turn.Say(due == turn.Now ? OfficeTexts.OverdueReminded : OfficeTexts.OverdueRemindedLater, ("count", Count(Facts.Remindable)));
    }

    private AnswerText Days => new(turn.Definitions, turn.Language);

    private PromptChoice More(string command, int page) => new($"{command} {(page + 1).ToString(CultureInfo.InvariantCulture)}", turn.Text(OfficeTexts.OverdueMore));

    private DateOnly Local(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromMinutes(turn.Facts.UtcOffsetMinutes)).DateTime);

    private static string Count(int number) => NumberWords.Format(number);

    /// <summary>From 1.</summary>
    private static int PageIn(IEnumerable<string> words) =>
        words.Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 10_000 ? page : 0).Append(0).Max() is var found and > 0 ? found : 1;
}
