using System.Text;
using System.Text.Json;

namespace KotanBot.Channels.DirectLine;

/// <summary>Answers in the shape that Direct Line clients read. None may be cached: they hold tokens and messages.</summary>
internal static class DirectLineResults
{
    public const string BadArgument = "BadArgument";

    public static IResult Json(int status, string json) => new JsonResult(status, Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8");

    public static IResult Lean(int status, LeanSet set) => new JsonResult(status, LeanWire.Write(set), LeanWire.MediaType);

    public static IResult Json(int status, Action<Utf8JsonWriter> write) => Json(status, DirectLineWire.Compose(write));

    public static IResult Error(int status, string code, string message) => Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    public static IResult Bad(string message) => Error(StatusCodes.Status400BadRequest, BadArgument, message);

    public static IResult Ended() => Error(StatusCodes.Status404NotFound, "ConversationNotFound", "This conversation has ended.");

    /// <summary>The id of an accepted activity; null for one that was accepted and not kept.</summary>
    public static IResult Accepted(string? activityId) => Json(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", activityId ?? "");
        writer.WriteEndObject();
    });

    /// <summary>For texts that a person reads: Indonesian unless their browser asks for English first.</summary>
    public static IResult Kind(HttpContext context, int status, string code, string indonesian, string english) =>
        Error(status, code, WantsEnglish(context) ? english : indonesian);

    public static IResult Kind(HttpContext context, int status, string code, KindWords words) => Kind(context, status, code, words.Indonesian, words.English);

    /// <summary>A line that was lost counts until it is noticed, so waiting helps.</summary>
    public static IResult OpenTooOften(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return Kind(context, StatusCodes.Status429TooManyRequests, "TooManyRequests", KindWords.OpenTooOften);
    }

    public static bool WantsEnglish(HttpContext context) =>
        context.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase);

    private sealed class JsonResult(int status, byte[] bytes, string type) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = type;
            httpContext.Response.ContentLength = bytes.Length;
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            return httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
        }
    }
}
