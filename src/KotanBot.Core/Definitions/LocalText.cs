namespace KotanBot.Core.Definitions;

/// <summary>A text that people read, in Indonesian (always there) and English (falls back to Indonesian).</summary>
public sealed record LocalText(string Indonesian, string? English)
{
    public string In(string language) => language == Languages.English ? English ?? Indonesian : Indonesian;

    /// <summary>Reads <c>{ id: …, en: … }</c> or a plain scalar, which then serves both languages.</summary>
    public static LocalText Read(YamlMap map, string key) => Optional(map, key) ?? Missing(map, key);

    public static LocalText? Optional(YamlMap map, string key)
    {
        switch (map.Find(key))
        {
            case null:
                return null;
            case YamlScalar:
                return new LocalText(map.OptionalText(key) ?? "", null);
            case YamlMap texts:
                var text = new LocalText(texts.Text("id"), texts.OptionalText("en"));
                texts.Close();
                return text;
            case { } other:
                map.Issues.Add("wrong-kind", other, $"`{key}` must be a text or a mapping of languages");
                return null;
        }
    }

    private static LocalText Missing(YamlMap map, string key)
    {
        if (!map.Has(key))
            map.Issues.Add("missing-key", map, $"`{key}` is missing");
        return new LocalText("", null);
    }
}

/// <summary>The interface languages, as written in definitions and stored with a person.</summary>
public static class Languages
{
    public const string Indonesian = "id";

    public const string English = "en";
}
