using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>The one way to a token of the API and to its end, whether the verb writes itself or asks the server.</summary>
public static class ApiTokens
{
    /// <summary>The lines to print, the token alone on the last.</summary>
    public static async Task<IReadOnlyList<string>> CreateAsync(Stores stores, ControlToken wanted, TimeProvider time)
    {
        if (stores.Satkers.Find(wanted.Satker) is not { } satker)
            throw new RefusedException($"satker {wanted.Satker} is unknown; kotanbot satker list prints all");
        var (token, secret) = await stores.ApiTokens.CreateAsync(satker.Code, wanted.Name, wanted.Days, time.GetUtcNow());
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"token {token.Id} untuk {satker.Code} dan semua di bawahnya, sampai {token.ExpiresAt:yyyy-MM-dd HH:mm} UTC"),
            "Simpan sekarang; tidak dapat ditampilkan lagi:",
            secret,
        ];
    }

    public static async Task<IReadOnlyList<string>> RevokeAsync(Stores stores, ControlTokenEnd wanted, TimeProvider time) =>
        await stores.ApiTokens.RevokeAsync(Scope.Server, wanted.Id, time.GetUtcNow())
            ? [$"token {wanted.Id} dicabut"]
            : throw new RefusedException($"there is no valid token {wanted.Id}; kotanbot token list prints all");
}
