using System.Text.Json.Nodes;
using Json.Schema;
using KotanBot.Tests.Repository;

namespace KotanBot.Tests.Api;

/// <summary>docs/openapi.json, as a foreign program reads it: which calls there are, and whether an answer is what it promises.</summary>
internal sealed class ApiDocumentFile
{
    public const string Name = "docs/openapi.json";

    public static readonly JsonNode Root = JsonNode.Parse(Docs.Read(Name))!;

    /// <summary>Every path with its GET.</summary>
    public static IEnumerable<(string Path, JsonNode Operation)> Operations => Root["paths"]!.AsObject().Select(p => (p.Key, p.Value!["get"]!));

    /// <summary>The path with the examples of its parameters in place; those of the query too where they are named.</summary>
    public static string Example(string path, JsonNode operation, params string[] query)
    {
        var asked = new List<string>();
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var (name, value) = ((string)parameter!["name"]!, parameter["example"]!.ToString());
            if ((string)parameter["in"]! == "path")
                path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            else if (query.Contains(name))
                asked.Add($"{name}={value}");
        }

        return asked.Count == 0 ? path : $"{path}?{string.Join('&', asked)}";
    }

    /// <summary>What is wrong with an answer; empty when nothing is. A member that no schema names is wrong too.</summary>
    public static string Faults(JsonNode operation, int status, string mediaType, JsonNode? body)
    {
        var schema = operation["responses"]![$"{status}"]?["content"]?[mediaType]?["schema"];
        if (schema is null)
            return $"no schema for {status} {mediaType}";
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = Root["components"]!["schemas"]!.DeepClone();
        foreach (var definition in whole["$defs"]!.AsObject().Select(d => d.Value!.AsObject()).Append(whole).Where(d => d.ContainsKey("properties")))
            definition["additionalProperties"] = false;
        var read = JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
        var result = read.Evaluate(body, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? "" : string.Join("; ", result.Details.Where(d => d.HasErrors).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation} {e.Value}")));
    }
}
