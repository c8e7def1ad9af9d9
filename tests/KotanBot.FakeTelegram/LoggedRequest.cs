using System.Text.Json.Nodes;

namespace KotanBot.Fakes;

/// <summary>A call as it came and went. Bytes count head and body as HTTP/1.1 carries them, without TLS.</summary>
/// <param name="Method">As written by the bot.</param>
/// <param name="Body">What it carried; an uploaded file is <c>{"$file": {name, type, size}}</c>.</param>
/// <param name="Status">Zero when the connection was dropped.</param>
public sealed record LoggedRequest(DateTimeOffset At, string Method, JsonObject Body, int Status, string Answer, long BytesIn, long BytesOut)
{
    public long? ChatId => long.TryParse(Body["chat_id"]?.ToString(), out var id) ? id : null;

    public bool Ok => Status == 200;
}
