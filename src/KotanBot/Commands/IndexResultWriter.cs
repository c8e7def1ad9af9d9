using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KotanBot.Core.Indices;

namespace KotanBot.Commands;

/// <summary>Writes index results: JSON for programs (numbers as numbers, texts unescaped), or Indonesian lines for people.</summary>
public static class IndexResultWriter
{
    private const int JsonDecimals = 10;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteJson(TextWriter output, IEnumerable<IndexResult> results, bool withWorking = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var result in results)
                WriteJson(json, result, withWorking);
            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public static void WriteText(TextWriter output, IndexDefinition definition, IEnumerable<IndexResult> results, bool withWorking = false)
    {
        output.WriteLine($"{definition.Title.Indonesian} ({definition.Code}), edisi {definition.Edition}");
        foreach (var note in Notes(definition, definition.ItemsStatus))
            output.WriteLine(note);
        foreach (var result in results)
        {
            output.WriteLine();
            WriteText(output, definition, result);
            if (withWorking)
                WriteWorking(output, result);
        }
    }

    /// <summary>What must stand beside any number of this definition.</summary>
    public static IEnumerable<string> Notes(IndexDefinition definition, IndexStatus status)
    {
        if (IndexDefinition.IsUnofficial(status))
            yield return IndexTexts.Unofficial.Indonesian;
        if (definition.Note is { } note)
            yield return note.Indonesian;
    }

    private static void WriteJson(Utf8JsonWriter json, IndexResult result, bool withWorking)
    {
        json.WriteStartObject();
        json.WriteString("unit", result.Unit);
        json.WriteString("index", result.Index);
        json.WriteString("edition", result.Edition);
        json.WriteString("status", result.Status.ToString().ToLowerInvariant());
        WriteNumber(json, "value", result.Value);
        WriteNumber(json, "standardError", result.StandardError);
        json.WriteString("category", result.Category?.Label.Indonesian);
        json.WriteNumber("n", result.N);
        WriteNumber(json, "coverage", result.Coverage);
        if (result.Value is null)
            json.WriteString("reason", result.Reason?.Indonesian);
        json.WriteStartArray("variables");
        foreach (var variable in result.Variables)
        {
            json.WriteStartObject();
            json.WriteString("id", variable.Id);
            WriteNumber(json, "value", variable.Value);
            WriteNumber(json, "standardError", variable.StandardError);
            json.WriteNumber("n", variable.N);
            WriteNumber(json, "coverage", variable.Coverage);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (withWorking)
            WriteJsonWorking(json, result);
        json.WriteEndObject();
    }

    private static void WriteJsonWorking(Utf8JsonWriter json, IndexResult result)
    {
        json.WriteString("definitionHash", result.DefinitionHash);
        json.WriteStartObject("groups");
        foreach (var group in result.Groups)
            json.WriteNumber(group.Group, group.N);
        json.WriteEndObject();
        json.WriteStartArray("working");
        foreach (var step in result.Working)
        {
            json.WriteStartObject();
            json.WriteString("stage", step.Stage);
            json.WriteString("id", step.Id);
            WriteNumber(json, "weight", step.Weight);
            WriteNumber(json, "raw", step.Raw);
            WriteNumber(json, "value", step.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known)
            json.WriteNumber(name, IndexRounding.Apply(known, JsonDecimals) / 1.0000000000000000000000000000m); // drops trailing zeros
        else
            json.WriteNull(name);
    }

    private static void WriteText(TextWriter output, IndexDefinition definition, IndexResult result)
    {
        var decimals = definition.Scale.Decimals;
        output.WriteLine(result.Value is { } value
            ? $"{result.Unit}: {IndexNumber.Format(value, decimals)} – {CategoryName(result.Category)}"
            : $"{result.Unit}: {result.Reason?.Indonesian}");
        var error = result.StandardError is { } known ? $"galat baku {IndexNumber.Format(known, decimals)}, " : "";
        output.WriteLine($"  {error}{result.N} responden, terjawab {IndexNumber.Percent(result.Coverage)}");
        if (result.StandardErrorReason is { } reason)
            output.WriteLine($"  {reason.Indonesian}");
        foreach (var variable in result.Variables)
            output.WriteLine($"  - {TitleOf(definition, variable.Id)}: {VariableText(variable, decimals)}");
    }

    private static string VariableText(IndexVariableResult variable, int decimals)
    {
        var value = variable.Value is { } known ? IndexNumber.Format(known, decimals) : "belum ada jawaban";
        var error = variable.StandardError is { } deviation ? $"galat baku {IndexNumber.Format(deviation, decimals)}, " : "";
        return $"{value} ({error}{variable.N} responden, terjawab {IndexNumber.Percent(variable.Coverage)})";
    }

    private static string TitleOf(IndexDefinition definition, string variable) => definition.Variables.First(v => v.Id == variable).Title.Indonesian;

    private static string CategoryName(IndexCategory? category) => category switch
    {
        null => "",
        { Meaning: { } meaning } => $"{category.Label.Indonesian} ({meaning.Indonesian})",
        _ => category.Label.Indonesian,
    };

    private static void WriteWorking(TextWriter output, IndexResult result)
    {
        output.WriteLine($"  Cara hitung (definisi {result.DefinitionHash}):");
        foreach (var step in result.Working)
        {
            var raw = step.Raw is { } known ? IndexNumber.Format(known, JsonDecimals) : "–";
            var value = step.Value is { } rounded ? IndexNumber.Format(rounded, JsonDecimals) : "–";
            output.WriteLine($"    {step.Stage} {step.Id}: {raw} → {value}, bobot {step.Weight.ToString(System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',')}");
        }
    }
}
