using System.Net.Sockets;
using System.Text;

namespace KotanBot.Tests.DirectLine;

/// <summary>A request as bytes on a connection, for what no proper client sends.</summary>
internal sealed class RawCall : IDisposable
{
    private readonly TcpClient _line = new();

    private RawCall()
    {
    }

    public static async Task<RawCall> BeginAsync(string url, string head)
    {
        var call = new RawCall();
        var address = new Uri(url);
        await call._line.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await call._line.GetStream().WriteAsync(Encoding.Latin1.GetBytes(head), TestContext.Current.CancellationToken);
        return call;
    }

    /// <summary>The whole answer to a request that ends its connection.</summary>
    public static async Task<string> SendAsync(string url, string head)
    {
        using var call = await BeginAsync(url, head);
        return await call.ReadToEndAsync();
    }

    /// <summary>Comes when the server asks for the body, if the head says <c>Expect: 100-continue</c>.</summary>
    public async Task ReadContinueAsync()
    {
        var buffer = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await _line.GetStream().ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.Latin1.GetString(buffer));
    }

    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_line.GetStream(), Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _line.Dispose();
}
