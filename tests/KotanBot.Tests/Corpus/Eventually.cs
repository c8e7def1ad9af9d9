using System.Diagnostics;

namespace KotanBot.Tests.Corpus;

/// <summary>Waits for what another thread does; as soon as it is so, and in vain only after a long time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> isSo, Func<string> otherwise)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, otherwise());
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
