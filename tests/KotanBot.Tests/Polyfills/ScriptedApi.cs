using System.Net;
using System.Text;

namespace KotanBot.Tests.Polyfills;

/// <summary>Answers requests from a script, the last answer over and over, and keeps what was asked.</summary>
internal sealed class ScriptedApi(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public List<(HttpMethod Method, Uri Address, string Body)> Requests { get; } = [];

    public static Func<HttpResponseMessage> Json(string fixture, HttpStatusCode status = HttpStatusCode.OK) => Text(Fixture.Read(fixture), "application/json", status);

    public static Func<HttpResponseMessage> Text(string text, string mediaType, HttpStatusCode status) =>
        () => new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, mediaType) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add((request.Method, request.RequestUri!, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        return answers[Math.Min(Requests.Count, answers.Length) - 1]();
    }
}
