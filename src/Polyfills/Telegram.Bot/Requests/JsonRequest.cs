using System.Net.Http.Json;
using Telegram.Bot.Requests.Abstractions;

namespace Telegram.Bot.Requests;

/// <summary>A call whose parameters are an object's properties, written as snake_case JSON; without parameters there is no body.</summary>
internal sealed class JsonRequest<TResponse>(string methodName, object? parameters = null) : IRequest<TResponse>
{
    public string MethodName => methodName;

    public HttpContent? ToHttpContent() =>
        parameters is null ? null : JsonContent.Create(parameters, parameters.GetType(), options: JsonBotAPI.Options);
}
