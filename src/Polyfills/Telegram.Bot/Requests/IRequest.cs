namespace Telegram.Bot.Requests.Abstractions;

/// <summary>One call of a Bot API method.</summary>
/// <typeparam name="TResponse">What the method answers when it succeeds.</typeparam>
public interface IRequest<TResponse>
{
    string MethodName { get; }

    HttpContent? ToHttpContent();
}
