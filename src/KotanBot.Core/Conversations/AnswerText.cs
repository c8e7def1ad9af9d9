using System.Diagnostics;
using System.Globalization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>How a stored answer reads to a person: labels instead of keys, places by name, dates and numbers the Indonesian way.</summary>
public sealed class AnswerText(DefinitionSet definitions, string language)
{
    private static readonly string[] IndonesianMonths = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    private static readonly string[] EnglishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public string Of(Step? step, AnswerValue value) => value switch
    {
        AnswerValue.Choice choice => LabelOf(step, choice.Key),
        AnswerValue.Choices { Keys.IsEmpty: true } => Say(EngineTexts.NoneChosen),
        AnswerValue.Choices choices => string.Join(", ", choices.Keys.Select(k => LabelOf(step, k))),
        AnswerValue.Number { Estimated: true } number => Say(EngineTexts.Estimated, ("number", NumberWords.Format(number.Value))),
        AnswerValue.Number number => NumberWords.Format(number.Value),
        AnswerValue.Text text => text.Value,
        AnswerValue.Dates dates => Days(dates.From, dates.To),
        AnswerValue.Place place => Place(place.Code),
        AnswerValue.Photos photos => language == Languages.English ? $"{photos.Ids.Length} photo(s)" : $"{photos.Ids.Length} foto",
        AnswerValue.Point point => FormattableString.Invariant($"{point.Latitude:0.#####}, {point.Longitude:0.#####}"),
        AnswerValue.Entry entry => entry.Name.Length > 0 ? entry.Name : entry.Id,
        AnswerValue.Skipped skipped => Say(EngineTexts.Skipped, ("reason", Say(SkipTextOf(skipped.Reason)))),
        _ => throw new UnreachableException(),
    };

    public string Days(DateOnly from, DateOnly to)
    {
        if (from == to)
            return Day(from);
        if (from is { Month: 1, Day: 1 } && to == new DateOnly(from.Year, 12, 31))
            return $"{from.Year}";
        if (from.Day == 1 && to == from.AddMonths(1).AddDays(-1))
            return $"{Month(from)} {from.Year}";
        return (from.Year, from.Month) == (to.Year, to.Month) ? $"{from.Day}–{Day(to)}" : $"{Day(from)} – {Day(to)}";
    }

    /// <summary>The place by name with what contains it; the bare code when the list no longer has it.</summary>
    public string Place(string code) => definitions.Regions.Path(code) is { Length: > 0 } path ? path : code;

    public string Day(DateOnly day) => $"{day.Day} {Month(day)} {day.Year}";

    /// <summary>Day and minute at an office.</summary>
    public string Moment(DateTimeOffset at, int utcOffsetMinutes)
    {
        var local = at.ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes));
        return $"{Day(DateOnly.FromDateTime(local.DateTime))} {local.ToString(language == Languages.English ? "HH:mm" : "HH.mm", CultureInfo.InvariantCulture)}";
    }

    public static TextKey SkipTextOf(string reason) => reason switch
    {
        SkipReasons.DoesNotKnow => EngineTexts.SkipDoesNotKnow,
        SkipReasons.NoRecord => EngineTexts.SkipNoRecord,
        SkipReasons.NotApplicable => EngineTexts.SkipNotApplicable,
        _ => EngineTexts.SkipPrefersNot,
    };

    private string Say(TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => definitions.Texts.Say(key, language, values);

    private string LabelOf(Step? step, string key)
    {
        var options = step switch
        {
            ChooseStep choose => choose.Options,
            ChooseManyStep many => many.Options,
            _ => [],
        };
        return options.FirstOrDefault(o => o.Key == key)?.Label.In(language) ?? key;
    }

    private string Month(DateOnly day) => (language == Languages.English ? EnglishMonths : IndonesianMonths)[day.Month - 1];
}
