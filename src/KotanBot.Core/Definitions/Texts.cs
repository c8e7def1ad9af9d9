using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace KotanBot.Core.Definitions;

/// <summary>Name of a sentence the engine says, with the placeholders it fills.</summary>
public sealed record TextKey(string Id, params ImmutableArray<string> Placeholders);

/// <summary>The engine's own sentences in both languages, read from <c>texts.yaml</c>. Complete by construction.</summary>
public sealed partial class Texts
{
    private readonly ImmutableDictionary<string, LocalText> _texts;

    private Texts(ImmutableDictionary<string, LocalText> texts) => _texts = texts;

    /// <summary>Fills <c>{name}</c> placeholders; values are inserted as they are, so that a person's braces stay braces.</summary>
    public string Say(TextKey key, string language, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = _texts[key.Id].In(language);
        if (values.IsEmpty)
            return text;
        var map = new Dictionary<string, string>(values.Length);
        foreach (var (name, value) in values)
            map[name] = value;
        return Placeholder().Replace(text, match => map.GetValueOrDefault(match.Groups[1].Value, match.Value));
    }

    /// <summary>Both together; no key stands in both.</summary>
    internal Texts With(Texts others) => new(_texts.AddRange(others._texts));

    /// <summary>Reads the file and reports each missing, unknown or wrongly filled sentence.</summary>
    public static Texts? Read(string file, string text, IEnumerable<TextKey> keys, IssueList issues)
    {
        var before = issues.Count;
        if (YamlReader.Read(file, text, issues) is not { } root || root.Map("texts") is not { } map)
            return null;
        root.Close();
        var texts = ImmutableDictionary.CreateBuilder<string, LocalText>();
        foreach (var key in keys)
        {
            var local = LocalText.Read(map, key.Id);
            texts[key.Id] = local;
            CheckPlaceholders(key, local, map, issues);
        }

        map.Close();
        return issues.Count == before ? new Texts(texts.ToImmutable()) : null;
    }

    private static void CheckPlaceholders(TextKey key, LocalText local, YamlMap map, IssueList issues)
    {
        if (map.Find(key.Id) is not { } at)
            return;
        foreach (var version in new[] { local.Indonesian, local.English ?? local.Indonesian })
        {
            var used = Placeholder().Matches(version).Select(m => m.Groups[1].Value).ToHashSet();
            if (!used.SetEquals(key.Placeholders))
                issues.Add("bad-placeholder", at, $"`{key.Id}` must use exactly these placeholders: {string.Join(", ", key.Placeholders.Select(p => $"{{{p}}}"))}");
        }
    }

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Placeholder();
}
