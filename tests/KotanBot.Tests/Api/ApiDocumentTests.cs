using System.Net;
using System.Text.Json.Nodes;
using KotanBot.Api;
using KotanBot.Tests.Repository;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Api;

/// <summary>The document tells the truth: about which calls there are, and about what each of them answers.</summary>
public sealed class ApiDocumentTests(ApiStage stage) : IClassFixture<ApiStage>
{
    /// <summary>1: write docs/openapi.json anew, never where CI checks.</summary>
    private const string UpdateVariable = "KOTANBOT_UPDATE_OPENAPI";

    public static TheoryData<string> Paths => [.. ApiDocumentFile.Operations.Select(o => o.Path)];

    [Fact]
    public async Task The_server_gives_everybody_the_document_that_is_committed()
    {
        using var answer = await stage.CallAsync(ApiDocument.Path, token: null);
        var served = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1" && Environment.GetEnvironmentVariable("CI") is null)
            await File.WriteAllTextAsync(Docs.PathOf(ApiDocumentFile.Name), served, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Docs.Read(ApiDocumentFile.Name), served);
        Assert.StartsWith("3.1.", (string)JsonNode.Parse(served)!["openapi"]!);
        using var again = await stage.CallAsync(ApiDocument.Path, null, null, ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public void Every_route_is_documented_and_needs_a_token()
    {
        var routes = stage.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => p.StartsWith(ApiRoutes.Root, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

        Assert.True(routes.Count >= 8);
        Assert.Equal(routes, ApiDocumentFile.Operations.Select(o => o.Path).Order(StringComparer.Ordinal));
        Assert.All(ApiDocumentFile.Operations, o => Assert.NotNull(o.Operation["security"]?[0]?["token"]));
        Assert.Equal("bearer", (string)ApiDocumentFile.Root["components"]!["securitySchemes"]!["token"]!["scheme"]!);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_route_answers_as_its_schema_and_its_example_say(string path)
    {
        var operation = ApiDocumentFile.Root["paths"]![path]!["get"]!;
        var token = await stage.TokenAsync("BNN");
        string[] queries = [.. (operation["parameters"]?.AsArray() ?? []).Where(p => (string)p!["in"]! == "query").Select(p => (string)p!["name"]!).Where(n => n is not "cursor" and not "review")];

        foreach (var call in (string[])[ApiDocumentFile.Example(path, operation), .. queries.Select(q => ApiDocumentFile.Example(path, operation, q)), ApiDocumentFile.Example(path, operation, queries)])
            Assert.Equal("", ApiDocumentFile.Faults(operation, 200, "application/json", await stage.ReadAsync(call, token)));
        Assert.Equal("", ApiDocumentFile.Faults(operation, 200, "application/json", operation["responses"]!["200"]!["content"]!["application/json"]!["example"]));
        // Something is there, so that a schema was really held against it.
        Assert.NotEqual("""{"items":[],"next":null}""", (await stage.ReadAsync(ApiDocumentFile.Example(path, operation, queries), token)).ToJsonString());
    }

    /// <summary>The control: an answer that is not as promised is found.</summary>
    [Theory]
    [InlineData("name", null)]
    [InlineData("code", 5)]
    [InlineData("reporter", "Ani")]
    public void An_answer_that_is_not_as_promised_is_noticed(string member, object? value)
    {
        var operation = ApiDocumentFile.Root["paths"]!["/api/v1/satker"]!["get"]!;
        var answer = operation["responses"]!["200"]!["content"]!["application/json"]!["example"]!.DeepClone();

        answer["items"]![0]![member] = value is null ? null : JsonValue.Create(value);

        Assert.NotEqual("", ApiDocumentFile.Faults(operation, 200, "application/json", answer));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_route_refuses_as_its_schema_says(string path)
    {
        var operation = ApiDocumentFile.Root["paths"]![path]!["get"]!;
        var call = ApiDocumentFile.Example(path, operation);
        foreach (var (query, token, status) in ((string, string?, int)[])[("", null, 401), ("", "kotanbot_salah", 401), ("?salah=1", await stage.TokenAsync("BNN"), 400)])
        {
            using var answer = await stage.CallAsync(call + query, token);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal((status, ApiProblem.MediaType), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal("", ApiDocumentFile.Faults(operation, status, ApiProblem.MediaType, problem));
            Assert.Equal(status, (int)problem!["status"]!);
        }
    }
}
