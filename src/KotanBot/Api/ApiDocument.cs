using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KotanBot.Api;

/// <summary><c>GET /api/openapi.json</c>: the API in OpenAPI 3.1, made from the routes themselves, and the same bytes in <c>docs/openapi.json</c>.</summary>
public sealed class ApiDocument(IServiceProvider services)
{
    public const string Path = "/api/openapi.json";

    private const string Name = "v1";

    private const string SchemeName = "token";

    /// <summary>Made once; the routes do not change while the server runs.</summary>
    private readonly Lazy<Task<byte[]>> _bytes = new(() => WriteAsync(services));

    public static void Add(IServiceCollection services)
    {
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(DescribeAsync);
        });
        services.AddSingleton<ApiDocument>();
    }

    public static void Map(WebApplication app) => app.MapGet(Path, async (HttpContext context, ApiDocument document) =>
    {
        var bytes = await document.ReadAsync();
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(bytes, "application/json; charset=utf-8", entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
    }).ExcludeFromDescription();

    public Task<byte[]> ReadAsync() => _bytes.Value;

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes((await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)).ReplaceLineEndings("\n") + "\n");
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "KotanBot",
            Version = "1",
            Description = "Read-only numbers of an office and all below it, for dashboards. No answer holds the name of a person or a text that somebody typed. "
                + "Indices, banks and summaries say which edition they are of; provisional ones say so.",
        };
        // Where the server stands is not the document's business.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.AddComponent(SchemeName, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "Made by `kotanbot token create --satker CODE --name NAME`. It reads that office and all below it.",
        });
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var notes = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiRouteNotes>().Single();
        operation.Parameters = [.. notes.Parameters.Select(p => new OpenApiParameter
        {
            Name = p.Name,
            In = p.InPath ? ParameterLocation.Path : ParameterLocation.Query,
            Required = p.InPath,
            Description = p.Description,
            Schema = p.Schema(),
            Example = p.Example.DeepClone(),
        })];
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, context.Document)] = [] }];
        var json = context.ApplicationServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        if (operation.Responses?["200"].Content?["application/json"] is OpenApiMediaType answer)
            answer.Example = JsonSerializer.SerializeToNode(notes.Example, json);
        return Task.CompletedTask;
    }
}
