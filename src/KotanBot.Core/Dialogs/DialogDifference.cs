using System.Collections.Immutable;
using System.Text;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>
/// What a new version of a dialog changes, step by step. Answers already stored keep their step ids and option keys, so ids and keys that vanish, and ids that now
/// ask for something of another kind, are told apart: their answers stay readable, but nobody adds to them any more.
/// </summary>
public sealed record DialogDifference
{
    public required ImmutableArray<Step> Added { get; init; }

    /// <summary>As they were.</summary>
    public required ImmutableArray<Step> Removed { get; init; }

    /// <summary>As they are now.</summary>
    public required ImmutableArray<Step> Changed { get; init; }

    /// <summary>The same id asks for an answer of another kind, as it is now.</summary>
    public required ImmutableArray<Step> OtherKind { get; init; }

    /// <summary>Keys of options that a step does not offer any more.</summary>
    public required ImmutableArray<(Step Step, ImmutableArray<string> Keys)> LostOptions { get; init; }

    /// <summary>Something besides the steps: title, commands, roles, times.</summary>
    public required bool HeadChanged { get; init; }

    public bool IsEmpty => !HeadChanged && Added.IsEmpty && Removed.IsEmpty && Changed.IsEmpty;

    /// <summary>Whether it touches what stored answers are known by.</summary>
    public bool Loses => Removed.Any(s => s.IsQuestion && s is not ReviewStep) || !OtherKind.IsEmpty || !LostOptions.IsEmpty;

    /// <param name="before">A dialog with its text.</param>
    /// <param name="after">The same dialog later.</param>
    public static DialogDifference Between((Dialog Dialog, string Text) before, (Dialog Dialog, string Text) after)
    {
        var (old, now) = (StepTexts(before.Text), StepTexts(after.Text));
        var common = after.Dialog.Steps.Where(s => before.Dialog.FindStep(s.Id) is not null).ToImmutableArray();
        return new DialogDifference
        {
            Added = [.. after.Dialog.Steps.Where(s => before.Dialog.FindStep(s.Id) is null)],
            Removed = [.. before.Dialog.Steps.Where(s => after.Dialog.FindStep(s.Id) is null)],
            Changed = [.. common.Where(s => old.GetValueOrDefault(s.Id) != now.GetValueOrDefault(s.Id))],
            OtherKind = [.. common.Where(s => s.GetType() != before.Dialog.FindStep(s.Id)!.GetType())],
            LostOptions = [.. common.Select(s => (Step: s, Keys: Keys(before.Dialog.FindStep(s.Id)!).Except(Keys(s)).ToImmutableArray())).Where(l => !l.Keys.IsEmpty)],
            HeadChanged = old[""] != now[""],
        };
    }

    private static IEnumerable<string> Keys(Step step) => step switch
    {
        ChooseStep choose => choose.Options.Select(o => o.Key),
        ChooseManyStep many => many.Options.Select(o => o.Key),
        _ => [],
    };

    /// <summary>What the author wrote for each step, without its layout; under the empty id what stands beside the steps.</summary>
    private static Dictionary<string, string> StepTexts(string text)
    {
        var map = YamlReader.Read("", text, []);
        var texts = map?.OptionalMaps("steps").GroupBy(s => s.Text("id")).ToDictionary(g => g.Key, g => Written(g.First())) ?? [];
        texts[""] = string.Concat(map?.Entries.Where(e => e.Key.Value != "steps").Select(e => $"{e.Key.Value}:{Written(e.Value)}") ?? []);
        return texts;
    }

    private static string Written(YamlNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(YamlNode node, StringBuilder text)
    {
        switch (node)
        {
            case YamlMap map:
                foreach (var (key, value) in map.Entries)
                    Write(value, text.Append('{').Append(key.Value.Length).Append(':').Append(key.Value));
                text.Append('}');
                break;
            case YamlList list:
                foreach (var item in list.Items)
                    Write(item, text.Append('['));
                text.Append(']');
                break;
            case YamlScalar scalar:
                text.Append(scalar.Value.Length).Append(':').Append(scalar.Value);
                break;
        }
    }
}
