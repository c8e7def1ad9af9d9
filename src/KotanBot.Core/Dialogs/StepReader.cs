using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Dialogs;

/// <summary>Reads one step from its mapping. The <c>type</c> value names the kind; keys of other kinds are unknown keys.</summary>
internal static class StepReader
{
    public static readonly ImmutableArray<string> Types =
        ["choose", "choose-many", "number", "text", "code", "date", "region", "entry", "photo", "location", "note", "questionnaire", "stop", "review", "submit"];

    public static Step? Read(YamlMap map)
    {
        var id = map.Text("id");
        var text = LocalText.Read(map, "text");
        var step = ReadKind(map, id, text);
        if (step is null)
            return null;
        step = step with
        {
            Help = ReadHelp(map),
            When = map.OptionalMap("when") is { } when ? ConditionReader.Read(when) : null,
            Label = LocalText.Optional(map, "label"),
            Required = step.IsQuestion && map.Flag("required"),
            OnRequest = step.IsQuestion && map.Flag("on-request"),
            SavesAs = ReadSavesAs(map),
        };
        map.Close();
        return step;
    }

    private static Step? ReadKind(YamlMap map, string id, LocalText text)
    {
        var type = map.Text("type");
        switch (type)
        {
            case "choose": return new ChooseStep { Id = id, Text = text, Options = ReadOptions(map), Follows = ReadFollows(map) };
            case "choose-many":
                return new ChooseManyStep
                {
                    Id = id,
                    Text = text,
                    Options = ReadOptions(map),
                    Minimum = map.OptionalInteger("minimum") ?? 1,
                    Maximum = map.OptionalInteger("maximum") ?? int.MaxValue,
                };
            case "number":
                return new NumberStep
                {
                    Id = id,
                    Text = text,
                    Minimum = map.OptionalNumber("minimum") ?? 0,
                    Maximum = map.OptionalNumber("maximum") ?? 1_000_000,
                    Whole = map.Flag("whole", otherwise: true),
                    AtMost = map.OptionalText("at-most"),
                };
            case "text":
                return new TextStep
                {
                    Id = id,
                    Text = text,
                    MinimumLength = map.OptionalInteger("minimum-length") ?? 2,
                    MaximumLength = map.OptionalInteger("maximum-length") ?? 1000,
                    IsInvitation = map.Flag("invitation"),
                };
            case "code": return new CodeStep { Id = id, Text = text, Letters = map.OptionalInteger("letters") ?? 2, Digits = map.OptionalInteger("digits") ?? 3 };
            case "date": return new DateStep { Id = id, Text = text, AllowFuture = map.Flag("allow-future"), AllowRange = map.Flag("allow-range", otherwise: true) };
            case "region": return new RegionStep { Id = id, Text = text, Coarsest = Level(map, "coarsest", RegionLevel.Regency), Finest = Level(map, "finest", RegionLevel.District) };
            case "entry": return new EntryStep { Id = id, Text = text, Register = map.Text("register"), New = map.Flag("new") };
            case "photo": return new PhotoStep { Id = id, Text = text, Maximum = map.OptionalInteger("maximum") ?? 5 };
            case "location": return new LocationStep { Id = id, Text = text };
            case "note": return new NoteStep { Id = id, Text = text, OfficeOf = map.OptionalText("office-of") };
            case "stop": return new StopStep { Id = id, Text = text };
            case "questionnaire": return QuestionnaireReader.Read(map, id, text);
            case "review": return new ReviewStep { Id = id, Text = text };
            case "submit": return new SubmitStep { Id = id, Text = text };
            default:
                if (map.Find("type") is { } node)
                    map.Issues.Add("unknown-type", node, $"`{type}` is no step type; known: {string.Join(", ", Types)}");
                return null;
        }
    }

    /// <summary>The <c>options</c> of a choice; items of a bank have the same.</summary>
    internal static ImmutableArray<Option> ReadOptions(YamlMap map)
    {
        var options = ImmutableArray.CreateBuilder<Option>();
        var keys = new HashSet<string>();
        foreach (var entry in map.Maps("options"))
        {
            var option = new Option(entry.Text("key"), LocalText.Read(entry, "label"), [.. entry.Texts("aliases")], entry.OptionalNumber("score"));
            if (!keys.Add(option.Key))
                map.Issues.Add("duplicate-option", entry, $"the option key `{option.Key}` stands twice");
            entry.Close();
            options.Add(option);
        }

        if (options.Count < 2)
            map.Issues.Add("too-few-options", map.Find("options") ?? map, "a choice needs at least two options");
        return options.ToImmutable();
    }

    private static ImmutableArray<FollowingAnswer> ReadFollows(YamlMap map)
    {
        var follows = ImmutableArray.CreateBuilder<FollowingAnswer>();
        foreach (var entry in map.OptionalMaps("follows"))
        {
            var (when, value, text) = (entry.Map("when") is { } condition ? ConditionReader.Read(condition) : null, entry.Text("value"), LocalText.Read(entry, "text"));
            if (when is not null)
                follows.Add(new FollowingAnswer(when, value, text));
            entry.Close();
        }

        return follows.ToImmutable();
    }

    internal static StepHelp? ReadHelp(YamlMap map)
    {
        if (map.OptionalMap("help") is not { } help)
            return null;
        var read = new StepHelp(LocalText.Read(help, "definition"), ReadExamples(help, "includes"), ReadExamples(help, "excludes"));
        help.Close();
        return read;
    }

    private static ImmutableArray<LocalText> ReadExamples(YamlMap help, string key)
    {
        var examples = ImmutableArray.CreateBuilder<LocalText>();
        foreach (var entry in help.OptionalMaps(key))
        {
            examples.Add(new LocalText(entry.Text("id"), entry.OptionalText("en")));
            entry.Close();
        }

        return examples.ToImmutable();
    }

    private static ProfileField? ReadSavesAs(YamlMap map) => map.OneOf("saves-as", "", "language", "consent", "invitation", "name", "lembaga", "lingkungan") switch
    {
        "language" => ProfileField.Language,
        "consent" => ProfileField.Consent,
        "invitation" => ProfileField.Invitation,
        "name" => ProfileField.Name,
        "lembaga" => ProfileField.Lembaga,
        "lingkungan" => ProfileField.Lingkungan,
        _ => null,
    };

    private static RegionLevel Level(YamlMap map, string key, RegionLevel otherwise) => map.OneOf(key, "", "province", "regency", "district") switch
    {
        "province" => RegionLevel.Province,
        "regency" => RegionLevel.Regency,
        "district" => RegionLevel.District,
        _ => otherwise,
    };
}
