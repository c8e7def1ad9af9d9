using System.Net;

namespace Telegram.Bot.Exceptions;

/// <summary>A call that brought no usable answer: no network, no time left, or an answer that is not the Bot API's.</summary>
public class RequestException : Exception
{
    public RequestException(string message)
        : base(message)
    {
    }

    public RequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RequestException(string message, HttpStatusCode httpStatusCode, Exception? innerException = null)
        : base(message, innerException) => HttpStatusCode = httpStatusCode;

    public HttpStatusCode? HttpStatusCode { get; }
}
