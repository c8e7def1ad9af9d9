using System.Collections.Immutable;

namespace KotanBot.Bench.Telegram;

/// <summary>One connection of Telegram's to the webhook, over which some people report one after the other, each from report to report.</summary>
internal sealed class Seat(UpdatePost post, long firstChat, string code) : ILoad
{
    public const int People = 8;

    private readonly int[] _said = new int[People];
    private int _turn;

    public Task<Exchange> SendOneAsync()
    {
        var person = _turn++ % People;
        ImmutableArray<string> registration = _said[person] < RegistrationLines ? Talk.Registration(code, person) : [];
        var said = _said[person]++;
        return post.SendAsync(firstChat + person, said < registration.Length ? registration[said] : Talk.Report[(said - RegistrationLines) % Talk.Report.Length]);
    }

    /// <summary>Everybody registered and in the middle of a first report.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < (RegistrationLines + 4) * People; i++)
            await SendOneAsync();
    }

    public void Dispose() => post.Dispose();

    private static int RegistrationLines { get; } = Talk.Registration("", 0).Length;
}
