using Telegram.Bot.Types;

namespace Telegram.Bot.Exceptions
{
    /// <summary>What every answer of the Bot API holds, seen as a refusal.</summary>
    public class ApiResponse
    {
        public bool Ok { get; init; }

        public string? Description { get; init; }

        public int ErrorCode { get; init; }

        public ResponseParameters? Parameters { get; init; }
    }
}

namespace Telegram.Bot.Types
{
    /// <summary>An answer with its result.</summary>
    public class ApiResponse<TResult> : Exceptions.ApiResponse
    {
        public TResult? Result { get; init; }
    }
}
