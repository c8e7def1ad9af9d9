using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>
/// An answer as cells: each kind has its parts, and a question that was left open has only its reason, in a part of its own, where no answer ever
/// stands. So a skipped number is never a zero, and an erased text is no empty one.
/// </summary>
public static class AnswerParts
{
    /// <summary>What was answered: an option's key, a number, a text, a region's code, how many photos.</summary>
    public const string Value = "";

    public const string Label = "label";

    public const string Estimated = "estimated";

    public const string From = "from";

    public const string To = "to";

    public const string Name = "name";

    public const string Latitude = "latitude";

    public const string Longitude = "longitude";

    /// <summary>Why there is no answer: one of <see cref="SkipReasons"/>, or one of the two below.</summary>
    public const string Missing = "missing";

    /// <summary>The answer was there and its person had it erased.</summary>
    public const string Erased = "dihapus";

    /// <summary>Answered, and that none of the options applies.</summary>
    public const string NoneChosen = "tanpa-pilihan";

    private const string Separator = "; ";

    /// <summary>The parts of an answer of this kind, in the order of their columns.</summary>
    public static IReadOnlyList<string> Of(string kind) => kind switch
    {
        "choice" or "choices" => [Value, Label, Missing],
        "number" => [Value, Estimated, Missing],
        "dates" => [From, To, Missing],
        "place" or "entry" => [Value, Name, Missing],
        "point" => [Latitude, Longitude, Missing],
        "skipped" => [Missing],
        _ => [Value, Missing],
    };

    /// <summary>The kind of answer that a step takes.</summary>
    public static string KindOf(Step step) => step switch
    {
        ChooseStep or CodeStep => "choice",
        ChooseManyStep => "choices",
        NumberStep => "number",
        TextStep => "text",
        DateStep => "dates",
        RegionStep => "place",
        EntryStep => "entry",
        PhotoStep => "photos",
        LocationStep => "point",
        _ => throw new UnreachableException($"step {step.Id} takes no answer"),
    };

    public static IEnumerable<(string Part, TableCell Cell)> Cells(StepCatalog catalog, string dialogId, ExportedAnswer answer)
    {
        string Labelled(string key) => catalog.LabelOf(dialogId, answer.StepId, key);
        return answer.Value switch
        {
            null => [(Missing, TableCell.Of(Erased))],
            AnswerValue.Skipped skipped => [(Missing, TableCell.Of(skipped.Reason))],
            AnswerValue.Choice choice => [(Value, TableCell.Of(choice.Key)), (Label, TableCell.Of(Labelled(choice.Key)))],
            AnswerValue.Choices { Keys: [] } => [(Missing, TableCell.Of(NoneChosen))],
            AnswerValue.Choices choices => [(Value, TableCell.Of(string.Join(Separator, choices.Keys))), (Label, TableCell.Of(string.Join(Separator, choices.Keys.Select(Labelled))))],
            AnswerValue.Number number => [(Value, TableCell.Of(number.Value)), (Estimated, TableCell.Of(number.Estimated ? 1 : 0))],
            AnswerValue.Text text => [(Value, TableCell.Of(text.Value))],
            AnswerValue.Dates dates => [(From, TableCell.Of(dates.From)), (To, TableCell.Of(dates.To))],
            AnswerValue.Place place => [(Value, TableCell.Of(place.Code)), (Name, TableCell.Of(catalog.PlaceOf(place.Code)))],
            AnswerValue.Entry entry => [(Value, TableCell.Of(entry.Id)), (Name, TableCell.Of(entry.Name))],
            AnswerValue.Photos photos => [(Value, TableCell.Of(photos.Ids.Length))],
            AnswerValue.Point point => [(Latitude, TableCell.Of((decimal)point.Latitude)), (Longitude, TableCell.Of((decimal)point.Longitude))],
            _ => throw new UnreachableException(),
        };
    }
}
