using System.Net.Sockets;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>A verb's way to the server that holds the data folder.</summary>
public sealed class ControlClient : IDisposable
{
    /// <summary>A server that is just starting holds the lock for a moment before it listens.</summary>
    private const int Attempts = 15;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly DataFolder _folder;
    private readonly HttpClient _http;

    private ControlClient(DataFolder folder)
    {
        _folder = folder;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = async (_, cancellation) => new NetworkStream(await ControlSocket.ConnectAsync(folder, cancellation), ownsSocket: true) })
        {
            BaseAddress = new Uri("http://kotanbot"),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public static async Task<ControlClient> ReachAsync(DataFolder folder, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                (await ControlSocket.ConnectAsync(folder, cancellation)).Dispose();
                return new ControlClient(folder);
            }
            catch (SocketException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (SocketException)
            {
                throw Unanswered(folder);
            }
        }
    }

    public async Task<IReadOnlyList<string>> SayAsync(ControlMessage message, CancellationToken cancellation) => (await PostAsync(ControlEndpoints.MessagePath, message, cancellation)).Lines;

    /// <summary>The lines to print, the code alone on the last.</summary>
    public async Task<IReadOnlyList<string>> InviteAsync(ControlInvitation invitation, CancellationToken cancellation) =>
        (await PostAsync(ControlEndpoints.InvitationPath, invitation, cancellation)).Lines;

    /// <summary>The link, alone on its line.</summary>
    public async Task<IReadOnlyList<string>> LinkToSiteAsync(ControlSiteLink link, CancellationToken cancellation) => (await PostAsync(ControlEndpoints.SiteLinkPath, link, cancellation)).Lines;

    /// <summary>The lines to print.</summary>
    public async Task<IReadOnlyList<string>> ImportSatkersAsync(ControlSatkerFile file, CancellationToken cancellation) =>
        (await PostAsync(ControlEndpoints.SatkerPath, file, cancellation)).Lines;

    /// <summary>The lines to print.</summary>
    public async Task<IReadOnlyList<string>> ImportTargetsAsync(ControlTargetFile file, CancellationToken cancellation) =>
        (await PostAsync(ControlEndpoints.TargetPath, file, cancellation)).Lines;

    /// <summary>The lines to print, the token alone on the last.</summary>
    public async Task<IReadOnlyList<string>> CreateTokenAsync(ControlToken wanted, CancellationToken cancellation) =>
        (await PostAsync(ControlEndpoints.TokenPath, wanted, cancellation)).Lines;

    /// <summary>The lines to print.</summary>
    public async Task<IReadOnlyList<string>> RevokeTokenAsync(ControlTokenEnd wanted, CancellationToken cancellation) =>
        (await PostAsync(ControlEndpoints.TokenEndPath, wanted, cancellation)).Lines;

    public void Dispose() => _http.Dispose();

    private async Task<ControlReply> PostAsync<T>(string path, T body, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync(path, body, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new RefusedException($"the server that holds {_folder.Path} answers {(int)answer.StatusCode}; see its log");
            var reply = (await answer.Content.ReadFromJsonAsync<ControlReply>(cancellation))!;
            return reply.Refusal is null ? reply : throw new RefusedException(reply.Refusal, reply.Lines);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw Unanswered(_folder);
        }
    }

    private static RefusedException Unanswered(DataFolder folder) => new($"{new DataFolderBusyException(folder).Message} and does not answer on {Path.GetFileName(folder.SocketPath)}");
}
