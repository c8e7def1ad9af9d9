using System.Text;
using System.Text.Json;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Simulation;

namespace KotanBot.Commands;

/// <summary>Writes a replay: as JSON, whose fields are a contract and where what is undefined is null, or as a short table.</summary>
internal static class SimulationWriter
{
    public static void WriteJson(TextWriter output, SimulationPlan plan, SimulationResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("mode", plan.Mode.ToString().ToLowerInvariant());
            json.WriteNumber("items", Items(plan, result));
            json.WriteNumber("respondents", result.Respondents);
            json.WriteNumber("meanItemsAsked", result.MeanItemsAsked);
            WritePerson(json, result);
            WriteGroups(json, result);
            WriteSummary(json, plan, result.Summary);
            WriteExposure(json, result);
            WriteSeconds(json, result);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public static void WriteText(TextWriter output, SimulationPlan plan, SimulationResult result)
    {
        output.WriteLine($"{plan.Mode.ToString().ToLowerInvariant()}, {Items(plan, result)} butir, {result.Respondents} responden, rata-rata {DecimalComma.Text(result.MeanItemsAsked, 2)} butir ditanyakan");
        output.WriteLine();
        output.WriteLine($"{"variabel",-28} {"r",7} {"r theta",7} {"galat",7} {"bias",7} {"dalam 95%",9}");
        foreach (var person in result.Person)
            output.WriteLine($"{person.Variable,-28} {DecimalComma.Text(person.R, 4),7} {DecimalComma.Text(person.ThetaR, 4),7} {DecimalComma.Text(person.Rmse, 4),7} {DecimalComma.Text(person.Bias, 4),7} {DecimalComma.Text(person.Coverage95, 4),9}");
        output.WriteLine();
        var summary = result.Summary;
        output.WriteLine($"kelompok: {result.Groups.Count(g => g.InSummary)} nilai dalam ringkasan dari {result.Groups.Length}");
        output.WriteLine($"  galat {DecimalComma.Text(summary.GroupRmse, 4)} (rata-rata polos {DecimalComma.Text(summary.NaiveRmse, 4)}), bias {DecimalComma.Text(summary.GroupBias, 4)}, simpangan sampel {DecimalComma.Text(summary.SamplingSd, 4)}");
        output.WriteLine($"  nisbah galat {DecimalComma.Text(summary.ErrorRatio, 3)} (polos {DecimalComma.Text(summary.NaiveErrorRatio, 3)}), dalam 95% {DecimalComma.Text(summary.Coverage95, 4)}, populasi {DecimalComma.Text(summary.CoverageTotal, 4)}");
        output.WriteLine($"paling jarang ditanyakan: {result.Exposure.Min(e => e.Asked)}, paling sering: {result.Exposure.Max(e => e.Asked)}");
        output.WriteLine($"waktu memilih: rata-rata {DecimalComma.Text(Mean(result) * 1000, 4)} ms, p99 {DecimalComma.Text(Percentile99(result) * 1000, 4)} ms");
    }

    private static int Items(SimulationPlan plan, SimulationResult result) => plan.Mode == SelectionMode.Full ? result.Exposure.Length : plan.Items!.Value;

    private static void WritePerson(Utf8JsonWriter json, SimulationResult result)
    {
        json.WriteStartArray("person");
        foreach (var person in result.Person)
        {
            json.WriteStartObject();
            json.WriteString("variable", person.Variable);
            json.WriteNumberOrNull("r", person.R);
            json.WriteNumberOrNull("rTheta", person.ThetaR);
            json.WriteNumberOrNull("rmse", person.Rmse);
            json.WriteNumberOrNull("bias", person.Bias);
            json.WriteNumberOrNull("coverage95", person.Coverage95);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGroups(Utf8JsonWriter json, SimulationResult result)
    {
        json.WriteStartArray("groups");
        foreach (var group in result.Groups)
        {
            json.WriteStartObject();
            json.WriteNumber("repeat", group.Repeat);
            json.WriteString("group", group.Group);
            json.WriteString("variable", group.Variable);
            json.WriteNumber("n", group.N);
            json.WriteNumberOrNull("full", group.Full);
            json.WriteNumberOrNull("sd", group.StandardDeviation);
            json.WriteNumberOrNull("estimate", group.Estimate);
            json.WriteNumberOrNull("standardErrorShort", group.StandardErrorShort);
            json.WriteNumberOrNull("populationEstimate", group.PopulationEstimate);
            json.WriteNumberOrNull("standardErrorTotal", group.StandardErrorTotal);
            if (group.Covered is { } covered)
                json.WriteBoolean("covered", covered);
            else
                json.WriteNull("covered");
            json.WriteBoolean("inSummary", group.InSummary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, SimulationPlan plan, SimulationSummary summary)
    {
        json.WriteStartObject("summary");
        json.WriteNumberOrNull("groupRmse", summary.GroupRmse);
        json.WriteNumberOrNull("groupBias", summary.GroupBias);
        json.WriteNumberOrNull("samplingSd", summary.SamplingSd);
        json.WriteNumberOrNull("errorRatio", summary.ErrorRatio);
        json.WriteNumberOrNull("coverage95", summary.Coverage95);
        if (plan.Sample is not null)
            json.WriteNumberOrNull("coverageTotal", summary.CoverageTotal);
        json.WriteNumberOrNull("naiveRmse", summary.NaiveRmse);
        json.WriteNumberOrNull("naiveErrorRatio", summary.NaiveErrorRatio);
        json.WriteEndObject();
    }

    private static void WriteExposure(Utf8JsonWriter json, SimulationResult result)
    {
        json.WriteStartArray("exposure");
        foreach (var item in result.Exposure)
        {
            json.WriteStartObject();
            json.WriteString("variable", item.Variable);
            json.WriteString("item", item.Item);
            json.WriteNumber("asked", item.Asked);
            json.WriteNumber("drawn", item.Drawn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSeconds(Utf8JsonWriter json, SimulationResult result)
    {
        json.WriteStartObject("secondsPerSelection");
        json.WriteNumberOrNull("mean", Mean(result));
        json.WriteNumberOrNull("p99", Percentile99(result));
        json.WriteEndObject();
    }

    private static double? Mean(SimulationResult result) => result.SelectionSeconds.Select(s => (double?)s).Average();

    private static double? Percentile99(SimulationResult result) =>
        result.SelectionSeconds.IsEmpty ? null : result.SelectionSeconds.Order().ElementAt((int)Math.Ceiling(0.99 * result.SelectionSeconds.Length) - 1);
}
