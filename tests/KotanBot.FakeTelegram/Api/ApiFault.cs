namespace KotanBot.Fakes.Api;

/// <summary>A call that Telegram refuses, in its words.</summary>
internal sealed class ApiFault : Exception
{
    public ApiFault(int code, string description, int? retryAfter = null) : base(description)
    {
        Code = code;
        RetryAfter = retryAfter;
    }

    public int Code { get; }

    public int? RetryAfter { get; }

    public static ApiFault BadRequest(string what) => new(400, $"Bad Request: {what}");

    public static ApiFault TooMany(int retryAfter) => new(429, $"Too Many Requests: retry after {retryAfter}", retryAfter);
}
