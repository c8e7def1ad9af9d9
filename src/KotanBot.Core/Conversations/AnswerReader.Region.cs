using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>The answers that are places of the official list.</summary>
internal sealed partial class AnswerReader
{
    private const int MostSuggestions = 6;

    /// <summary>Words that name a kind of place and no place, though some village far away is called so.</summary>
    private static readonly ImmutableHashSet<string> KindsOfPlace =
        ["kota", "kab", "kabupaten", "kec", "kecamatan", "desa", "kelurahan", "kantor", "sekolah", "lapangan", "online", "zoom"];

    private AnswerReading ReadRegion(RegionStep step, string text)
    {
        if (TextFolding.Words(text).All(w => KindsOfPlace.Contains(w)))
            return Refused(EngineTexts.NotARegion);
        switch (RegionReader.Read(text, turn.Definitions.Regions, step.Coarsest, step.Finest, turn.Facts.Satker?.RegionCode))
        {
            case RegionReading.One one when IsAsTyped(one.Region.Code, text):
                return new AnswerReading.Accepted(new AnswerValue.Place(one.Region.Code));
            case RegionReading.One one when IsNear(one.Region):
                return new AnswerReading.Accepted(new AnswerValue.Place(one.Region.Code), turn.Text(EngineTexts.NotedPlace, ("place", NameOf(one.Region.Code))));
            case RegionReading.One far:
                return new AnswerReading.Unsettled(PickOf([far.Region]), turn.Text(EngineTexts.SimilarRegions));
            case RegionReading.AskBack ask:
                var reallyNamed = ask.Candidates.All(r => IsAsTyped(r.Code, text));
                return new AnswerReading.Unsettled(PickOf(ask.Candidates), turn.Text(reallyNamed ? EngineTexts.WhichRegion : EngineTexts.SimilarRegions));
            case RegionReading.None { Suggestions.IsEmpty: false } none:
                return new AnswerReading.Unsettled(PickOf(none.Suggestions), turn.Text(EngineTexts.SimilarRegions));
            default:
                return Refused(EngineTexts.NotARegion);
        }
    }

    /// <summary>A place found through a typing error is taken at once only near the person's office, and read back; elsewhere it is asked.</summary>
    private bool IsNear(Region region) => turn.Facts.Satker?.RegionCode is { } own && region.Code.StartsWith(own[..2], StringComparison.Ordinal);

    private bool IsAsTyped(string code, string text) =>
        text == code || code.Replace(".", "", StringComparison.Ordinal) == text.Replace(".", "", StringComparison.Ordinal)
        || TextFolding.Compact(NameOf(code)).Contains(TextFolding.Compact(text), StringComparison.Ordinal);

    private string NameOf(string code) => new AnswerText(turn.Definitions, turn.Language).Place(code);

    private static SubQuestion.PickOne PickOf(ImmutableArray<Region> regions) => new([.. regions.Take(MostSuggestions).Select(r => r.Code)]);
}
