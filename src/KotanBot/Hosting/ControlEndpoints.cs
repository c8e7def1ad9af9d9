namespace KotanBot;

/// <summary>What the control socket offers to other verbs.</summary>
public sealed class ControlEndpoints(ControlSocket socket)
{
    public void Map(WebApplication app) => app.Lifetime.ApplicationStarted.Register(socket.Protect);
}
