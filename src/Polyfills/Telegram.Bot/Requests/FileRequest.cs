using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Telegram.Bot.Requests;

/// <summary>
/// A call with a file. One that Telegram has goes by its id in JSON; bytes of ours make the call a form, in which each
/// parameter is a part and the file's parameter points to the part with the bytes.
/// </summary>
internal sealed class FileRequest<TResponse>(string methodName, string parameter, InputFile file, object parameters) : IRequest<TResponse>
{
    private const string Part = "0";

    public string MethodName => methodName;

    public HttpContent? ToHttpContent()
    {
        var values = JsonSerializer.SerializeToNode(parameters, parameters.GetType(), JsonBotAPI.Options)!.AsObject();
        if (file is not InputFileStream upload)
        {
            values[parameter] = ((InputFileId)file).Id;
            return JsonContent.Create(values, options: JsonBotAPI.Options);
        }
        values[parameter] = "attach://" + Part;
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in values)
            form.Add(new StringContent(Text(value!)), name);
        var bytes = new StreamContent(upload.Content);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(bytes, Part, upload.FileName ?? "file");
        return form;
    }

    /// <summary>Texts stand bare in a form, everything else as JSON.</summary>
    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(JsonBotAPI.Options);
}
