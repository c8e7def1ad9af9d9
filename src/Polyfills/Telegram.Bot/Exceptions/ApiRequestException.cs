using Telegram.Bot.Types;

namespace Telegram.Bot.Exceptions;

/// <summary>The Bot API's own refusal; the message is its description.</summary>
public class ApiRequestException : RequestException
{
    public ApiRequestException(string message, int errorCode)
        : this(message, errorCode, parameters: null)
    {
    }

    public ApiRequestException(string message, int errorCode, ResponseParameters? parameters)
        : base(message)
    {
        ErrorCode = errorCode;
        Parameters = parameters;
    }

    public virtual int ErrorCode { get; }

    /// <summary>What would make another try succeed: how long to wait, or where the chat went.</summary>
    public ResponseParameters? Parameters { get; }
}
