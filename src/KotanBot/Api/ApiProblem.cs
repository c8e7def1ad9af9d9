using KotanBot.Channels.DirectLine;

namespace KotanBot.Api;

/// <summary>Why a call was not answered (RFC 9457), in the language that the caller prefers; in both under `texts`.</summary>
public sealed record ApiProblem
{
    public const string MediaType = "application/problem+json";

    /// <summary>Which kind of problem; never changes and leads nowhere.</summary>
    public required string Type { get; init; }

    /// <summary>The problem in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The status of HTTP.</summary>
    public required int Status { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Detail { get; init; }

    /// <summary>The detail in Indonesian and in English.</summary>
    public required ApiProblemTexts Texts { get; init; }

    internal static Task WriteAsync(HttpContext context, ApiRefusal refusal)
    {
        var english = DirectLineResults.WantsEnglish(context);
        var problem = new ApiProblem
        {
            Type = $"urn:kotanbot:problem:{refusal.Kind}",
            Title = english ? refusal.Title.English : refusal.Title.Indonesian,
            Status = refusal.Status,
            Detail = english ? refusal.Detail.English : refusal.Detail.Indonesian,
            Texts = new ApiProblemTexts { Id = refusal.Detail.Indonesian, En = refusal.Detail.English },
        };
        context.Response.StatusCode = refusal.Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem, options: null, MediaType, context.RequestAborted);
    }
}

/// <summary>One text in two languages.</summary>
public sealed record ApiProblemTexts
{
    /// <summary>Indonesian.</summary>
    public required string Id { get; init; }

    /// <summary>English.</summary>
    public required string En { get; init; }
}
