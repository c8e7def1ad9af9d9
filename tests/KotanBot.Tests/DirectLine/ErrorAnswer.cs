using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.DirectLine;

/// <summary>A refusal as Direct Line clients read it: JSON with a code and a message, never cached, never taken for a page.</summary>
internal static class ErrorAnswer
{
    /// <returns>The code.</returns>
    public static async Task<string> AssertAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(answer.Headers.CacheControl?.NoStore);
            var error = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!;
            Assert.NotEmpty(error["message"]!.GetValue<string>());
            var code = error["code"]!.GetValue<string>();
            Assert.NotEmpty(code);
            return code;
        }
    }
}
