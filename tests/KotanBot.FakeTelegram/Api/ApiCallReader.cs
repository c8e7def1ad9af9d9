using System.Text.Json;
using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Api;

/// <summary>Reads a call from the query string and a body of JSON, form fields or multipart parts.</summary>
internal static class ApiCallReader
{
    /// <summary>Fields that stay text, whatever they look like, when a form carried them.</summary>
    private static readonly HashSet<string> Texts =
    [
        "text", "caption", "callback_query_id", "url", "file_id", "parse_mode", "secret_token", "action", "language_code", "photo", "document",
        "inline_message_id", "ip_address",
    ];

    public static async Task<ApiCall> ReadAsync(HttpContext http, string method)
    {
        var arguments = new JsonObject();
        var files = new Dictionary<string, UploadedFile>();
        foreach (var (name, value) in http.Request.Query)
            arguments[name] = (string?)value;
        if (http.Request.HasFormContentType)
            await ReadFormAsync(http, arguments, files);
        else if (http.Request.HasJsonContentType())
            await ReadJsonAsync(http, arguments);
        return new(method, arguments, files);
    }

    /// <summary>What a call carried, as a JSON body that a type checker can judge: files are <c>{"$file": …}</c>.</summary>
    public static JsonObject AsBody(ApiCall call)
    {
        var body = new JsonObject();
        foreach (var (name, value) in call.Arguments)
            body[name] = value is JsonValue text && text.TryGetValue<string>(out var source) && !Texts.Contains(name) && TryParse(source) is { } parsed ? parsed : value?.DeepClone();
        foreach (var (name, file) in call.Files)
            if (!call.Arguments.Any(a => a.Value?.ToJsonString().Contains($"attach://{name}", StringComparison.Ordinal) == true))
                body[name] = FileMark(file);
            else
                foreach (var field in body.Where(f => (f.Value as JsonValue)?.TryGetValue<string>(out var at) == true && at == $"attach://{name}").Select(f => f.Key).ToList())
                    body[field] = FileMark(file);
        return body;
    }

    private static JsonObject FileMark(UploadedFile file) =>
        new() { ["$file"] = new JsonObject { ["name"] = file.FileName, ["type"] = file.ContentType, ["size"] = file.Bytes.Length } };

    private static async Task ReadFormAsync(HttpContext http, JsonObject arguments, Dictionary<string, UploadedFile> files)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        foreach (var (name, value) in form)
            arguments[name] = (string?)value;
        foreach (var file in form.Files)
        {
            var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, http.RequestAborted);
            files[file.Name] = new(file.Name, file.FileName, file.ContentType ?? "application/octet-stream", bytes.ToArray());
        }
    }

    private static async Task ReadJsonAsync(HttpContext http, JsonObject arguments)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        if (text.Length == 0)
            return;
        try
        {
            foreach (var (name, value) in JsonNode.Parse(text) as JsonObject ?? throw new JsonException())
                arguments[name] = value?.DeepClone();
        }
        catch (JsonException)
        {
            throw ApiFault.BadRequest("can't parse JSON object");
        }
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return text.Length > 0 && (text[0] is '{' or '[' or '-' || char.IsAsciiDigit(text[0]) || text is "true" or "false") ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
