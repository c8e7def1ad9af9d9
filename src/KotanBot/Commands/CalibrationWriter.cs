using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>Writes a calibration: JSON for programs (undefined numbers are null), or Indonesian lines for people. Notes are English, as in the file.</summary>
internal static class CalibrationWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteJson(TextWriter output, CalibratedBank bank)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteNumber(json, "logLikelihood", bank.LogLikelihood);
            json.WriteNumber("iterations", bank.Iterations);
            json.WriteBoolean("converged", bank.Converged);
            WriteNumber(json, "seconds", bank.Seconds);
            WriteList(json, "populations", bank.Populations, WritePopulation);
            WriteList(json, "variables", bank.Variables, WriteVariable);
            WriteList(json, "items", bank.Items, WriteItem);
            WriteList(json, "parts", bank.Parts, WritePart);
            WriteTexts(json, "notes", bank.Notes);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public static void WriteText(TextWriter output, CalibratedBank bank, string file)
    {
        var settled = bank.Converged ? "konvergen" : "BELUM konvergen";
        output.WriteLine($"{bank.Items.Length} butir, {bank.Variables.Length} variabel: {settled} setelah {bank.Iterations} langkah, {bank.Seconds:0.0} detik");
        output.WriteLine($"log-likelihood {bank.LogLikelihood:0.00}");
        foreach (var population in bank.Populations)
            output.WriteLine($"  {population.Variable} / {population.Id}: {population.Count} responden, rerata {population.Mean:0.00}, simpangan baku {population.StandardDeviation:0.00}");
        foreach (var item in bank.Items)
            output.WriteLine($"  {item.Id}: {ItemText(item)} ({item.Count} jawaban)");
        foreach (var note in bank.Notes)
            output.WriteLine($"! {note}");
        output.WriteLine($"tersimpan: {file}");
    }

    private static string ItemText(CalibratedItem item) => item.Graded is { } graded
        ? $"diskriminasi {graded.Discrimination:0.00}, ambang {string.Join(" / ", graded.Thresholds.Select(t => t.ToString("0.00")))}"
        : "tanpa model berjenjang";

    private static void WritePopulation(Utf8JsonWriter json, CalibratedPopulation population)
    {
        json.WriteString("id", population.Id);
        json.WriteString("variable", population.Variable);
        WriteNumber(json, "mean", population.Mean);
        WriteNumber(json, "standardDeviation", population.StandardDeviation);
        json.WriteNumber("n", population.Count);
    }

    private static void WriteVariable(Utf8JsonWriter json, CalibratedVariable variable)
    {
        json.WriteString("id", variable.Id);
        json.WriteBoolean("oneDimensional", variable.OneDimensional);
        WriteNumber(json, "largestResidualCorrelation", variable.LargestResidualCorrelation);
        WriteNumber(json, "eigenvalueRatio", variable.EigenvalueRatio);
        WriteNumbers(json, "eigenvalues", variable.Eigenvalues);
    }

    private static void WriteItem(Utf8JsonWriter json, CalibratedItem item)
    {
        json.WriteString("item", item.Id);
        json.WriteString("variable", item.Variable);
        json.WriteString("dimension", item.Dimension);
        WriteNumber(json, "discrimination", item.Graded?.Discrimination);
        WriteNumbers(json, "thresholds", item.Graded?.Thresholds ?? []);
        WriteNumber(json, "discriminationStandardError", item.DiscriminationStandardError);
        WriteNumbers(json, "thresholdStandardErrors", item.ThresholdStandardErrors);
        json.WriteNumber("n", item.Count);
        WriteNumber(json, "fit", item.Fit);
        WriteNumbers(json, "merged", item.Merged.Select(c => c + 1.0));
        WriteNumbers(json, "categoryScores", item.CategoryScores);
    }

    private static void WritePart(Utf8JsonWriter json, CalibratedPart part)
    {
        json.WriteString("variable", part.Variable);
        WriteTexts(json, "groups", part.Groups);
        json.WriteBoolean("comparable", part.Comparable);
        WriteList(json, "items", part.Items, WriteItem);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
