using System.Net.Sockets;
using System.Text;
using KotanBot.Storage;
using Microsoft.AspNetCore.Connections.Features;

namespace KotanBot;

/// <summary>
/// The Unix socket in the data folder over which other verbs reach the running server. Whoever may enter the folder may
/// use it. A socket address holds 108 bytes at most, so a long folder path is reached through a short link for the
/// moment of binding or connecting.
/// </summary>
public sealed class ControlSocket : IDisposable
{
    private const int LongestAddress = 100;

    private readonly string _path;
    private readonly string _address;
    private readonly string? _link;

    private ControlSocket(DataFolder folder)
    {
        _path = folder.SocketPath;
        if (Encoding.UTF8.GetByteCount(_path) <= LongestAddress)
        {
            _address = _path;
            return;
        }
        _link = Path.Combine(Path.GetTempPath(), "kb" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal));
        Directory.CreateSymbolicLink(_link, folder.Path);
        _address = Path.Combine(_link, Path.GetFileName(_path));
    }

    public string Url => "http://unix:" + _address;

    /// <summary>For the holder of the write lock: a socket file that is there now belongs to a server that crashed.</summary>
    public static ControlSocket Prepare(DataFolder folder)
    {
        File.Delete(folder.SocketPath);
        return new ControlSocket(folder);
    }

    /// <summary>Once the server listens: only the owner may connect, and the link has done its work.</summary>
    public void Protect()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        RemoveLink();
    }

    /// <summary>Whether a request came in here and not through a public address.</summary>
    public bool Carries(HttpContext context)
    {
        try
        {
            return context.Features.Get<IConnectionSocketFeature>()?.Socket.LocalEndPoint is UnixDomainSocketEndPoint local && local.ToString() == _address;
        }
        catch (ObjectDisposedException)
        {
            // The client is gone, and nobody reads an answer.
            return false;
        }
    }

    public static async Task<Socket> ConnectAsync(DataFolder folder, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using var target = new ControlSocket(folder);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(target._address), cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => RemoveLink();

    private void RemoveLink()
    {
        if (_link is not null && Directory.Exists(_link))
            Directory.Delete(_link);
    }
}
