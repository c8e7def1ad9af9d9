using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Api;

/// <summary>The HTTP side: who calls, which method, the envelope around the answer, and the faults that a test asked for.</summary>
internal sealed class BotEndpoint(World world)
{
    private readonly BotMethods _methods = new(world);

    public async Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        try
        {
            if (path.StartsWith("/file/bot", StringComparison.Ordinal))
                await SendFileAsync(http, path["/file/bot".Length..]);
            else if (path.StartsWith("/bot", StringComparison.Ordinal))
                await CallAsync(http, path["/bot".Length..]);
            else
                await AnswerAsync(http, new ApiFault(404, "Not Found"));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The bot hung up while it waited for updates.
        }
    }

    private async Task CallAsync(HttpContext http, string rest)
    {
        var at = rest.IndexOf('/');
        var (token, method) = at < 0 ? (rest, "") : (rest[..at], rest[(at + 1)..]);
        if (token != world.Options.Token)
        {
            await AnswerAsync(http, new ApiFault(401, "Unauthorized"));
            return;
        }
        var call = new ApiCall(method, [], new Dictionary<string, UploadedFile>());
        Fault? fault = null;
        ApiFault? refusal = null;
        JsonNode? result = null;
        try
        {
            call = await ApiCallReader.ReadAsync(http, method);
            fault = world.Faults.Take(method, call.Number("chat_id"));
            result = await RunAsync(call, fault, http.RequestAborted);
        }
        catch (ApiFault error)
        {
            refusal = error;
        }
        await FinishAsync(http, call, fault, refusal, result);
    }

    private async Task<JsonNode?> RunAsync(ApiCall call, Fault? fault, CancellationToken aborted)
    {
        switch (fault)
        {
            case Fault.Refusal refusal:
                throw new ApiFault(refusal.Status, refusal.Description, refusal.RetryAfter);
            case Fault.Drop { AfterwardsOnly: false } or Fault.Page:
                return null;
            case Fault.Slow slow:
                await Task.Delay(slow.Delay, aborted);
                break;
        }
        return await _methods.RunAsync(call, aborted);
    }

    private async Task FinishAsync(HttpContext http, ApiCall call, Fault? fault, ApiFault? refusal, JsonNode? result)
    {
        if (fault is Fault.Drop)
        {
            Log(http, call, 0, "");
            http.Abort();
            return;
        }
        var answer = fault is Fault.Page page ? page.Html : Envelope(refusal, result).ToJsonString();
        var status = (fault as Fault.Page)?.Status ?? refusal?.Code ?? 200;
        Log(http, call, status, answer);
        http.Response.ContentType = fault is Fault.Page ? "text/html" : "application/json";
        if (refusal?.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        await WriteAsync(http, status, answer);
    }

    private void Log(HttpContext http, ApiCall call, int status, string answer, int payload = 0)
    {
        var head = http.Request.Method.Length + http.Request.Path.Value!.Length + http.Request.QueryString.Value!.Length + "  HTTP/1.1\r\n\r\n".Length
            + http.Request.Headers.Sum(h => h.Key.Length + h.Value.ToString().Length + 4);
        var length = http.Request.ContentLength ?? (call.Arguments.ToJsonString().Length + call.Files.Values.Sum(f => f.Bytes.Length));
        // Status line, Date, Server, Content-Type and Content-Length, as the real server sends them too.
        var bytesOut = status == 0 ? 0 : 150 + Encoding.UTF8.GetByteCount(answer) + payload;
        world.Requests.Add(new(world.Now, call.Method, ApiCallReader.AsBody(call), status, answer, head + length, bytesOut));
        world.Pulse.Beat();
    }

    private static JsonObject Envelope(ApiFault? refusal, JsonNode? result)
    {
        if (refusal is null)
            return new() { ["ok"] = true, ["result"] = result };
        var envelope = new JsonObject { ["ok"] = false, ["error_code"] = refusal.Code, ["description"] = refusal.Message };
        if (refusal.RetryAfter is { } seconds)
            envelope["parameters"] = new JsonObject { ["retry_after"] = seconds };
        return envelope;
    }

    private static Task AnswerAsync(HttpContext http, ApiFault refusal)
    {
        http.Response.ContentType = "application/json";
        return WriteAsync(http, refusal.Code, Envelope(refusal, null).ToJsonString());
    }

    private static Task WriteAsync(HttpContext http, int status, string answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer);
        http.Response.StatusCode = status;
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private async Task SendFileAsync(HttpContext http, string rest)
    {
        var at = rest.IndexOf('/');
        var (token, path) = at < 0 ? (rest, "") : (rest[..at], rest[(at + 1)..]);
        var call = new ApiCall("(file)", new() { ["path"] = path }, new Dictionary<string, UploadedFile>());
        var fault = world.Faults.Take("(file)", null);
        if (fault is Fault.Slow slow)
            await Task.Delay(slow.Delay, http.RequestAborted);
        Chats.HeldFile? file;
        lock (world.Gate)
            file = world.Files.Open(path);
        var refusal = fault switch
        {
            Fault.Refusal asked => new ApiFault(asked.Status, asked.Description, asked.RetryAfter),
            _ when token != world.Options.Token => new ApiFault(401, "Unauthorized"),
            _ when file is null => new ApiFault(404, "Not Found"),
            _ => null,
        };
        if (refusal is not null || fault is Fault.Drop or Fault.Page)
        {
            await FinishAsync(http, call, fault, refusal, null);
            return;
        }
        Log(http, call, 200, "", file!.Bytes.Length);
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = file.Bytes.Length;
        await http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted);
    }
}
