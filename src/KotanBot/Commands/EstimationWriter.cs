using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Simulation;

namespace KotanBot.Commands;

/// <summary>Writes estimates from partial answers: as JSON, whose fields are a contract and where what is undefined is null, or as a table of groups.</summary>
internal static class EstimationWriter
{
    public static void WriteJson(TextWriter output, PartialEstimates estimates)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("respondents");
            foreach (var respondent in estimates.Respondents)
                WriteRespondent(json, respondent, estimates.HasPlausibleValues);
            json.WriteEndArray();
            json.WriteStartArray("groups");
            foreach (var group in estimates.Groups)
            {
                foreach (var variable in group.Variables)
                    WriteGroup(json, group.Group, variable);
            }

            json.WriteEndArray();
            json.WriteStartArray("combined");
            foreach (var combined in estimates.Combined)
                WriteCombined(json, combined);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public static void WriteText(TextWriter output, PartialEstimates estimates)
    {
        output.WriteLine($"{"kelompok",-20} {"variabel",-28} {"n",6} {"perkiraan",10} {"galat pendek",13} {"galat total",12}");
        foreach (var group in estimates.Groups)
        {
            foreach (var v in group.Variables)
                output.WriteLine($"{group.Group,-20} {v.Variable,-28} {v.N,6} {DecimalComma.Text(v.PopulationEstimate, 3),10} {DecimalComma.Text(v.StandardErrorShort, 3),13} {DecimalComma.Text(v.StandardErrorTotal, 3),12}");
        }
    }

    private static void WriteRespondent(Utf8JsonWriter json, RespondentEstimate respondent, bool withPlausibleValues)
    {
        json.WriteStartObject();
        json.WriteString("respondent", respondent.Respondent);
        json.WriteString("group", respondent.Group);
        json.WriteString("variable", respondent.Variable);
        json.WriteNumber("asked", respondent.Asked);
        json.WriteNumberOrNull("theta", respondent.Theta?.Theta);
        json.WriteNumberOrNull("se", respondent.Theta?.StandardError);
        json.WriteNumberOrNull("full", respondent.Full?.Score);
        json.WriteNumberOrNull("fullSe", respondent.Full?.StandardError);
        if (withPlausibleValues)
        {
            WriteNumbers(json, "plausibleValues", respondent.PlausibleScores);
            WriteNumbers(json, "plausibleThetas", respondent.PlausibleThetas);
        }

        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, string group, VariableEstimate variable)
    {
        json.WriteStartObject();
        json.WriteString("group", group);
        json.WriteString("variable", variable.Variable);
        json.WriteNumber("n", variable.N);
        json.WriteNumberOrNull("estimate", variable.Estimate);
        json.WriteNumberOrNull("standardErrorShort", variable.StandardErrorShort);
        json.WriteNumberOrNull("populationEstimate", variable.PopulationEstimate);
        json.WriteNumberOrNull("standardErrorTotal", variable.StandardErrorTotal);
        json.WriteBoolean("inSummary", variable.N >= SimulationPlan.UsualMinimumGroup && variable.Estimate is not null);
        json.WriteEndObject();
    }

    private static void WriteCombined(Utf8JsonWriter json, CombinedEstimate combined)
    {
        json.WriteStartObject();
        json.WriteString("variable", combined.Variable);
        json.WriteStartArray("groups");
        foreach (var group in combined.Groups)
            json.WriteStringValue(group);
        json.WriteEndArray();
        json.WriteNumberOrNull("populationEstimate", combined.PopulationEstimate);
        json.WriteNumberOrNull("standardErrorTotal", combined.StandardErrorTotal);
        json.WriteString("reason", combined.Reason);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<double>? values)
    {
        if (values is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in known)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
