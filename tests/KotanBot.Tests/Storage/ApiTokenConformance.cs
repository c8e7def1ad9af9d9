using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>Tokens of programs: found by nothing but themselves, listed and revoked within a scope.</summary>
public abstract class ApiTokenConformance : StoreConformance
{
    [Fact]
    public async Task Is_found_by_the_whole_secret_alone()
    {
        var (token, secret) = await Stores.ApiTokens.CreateAsync("BNNK-19.02", "dasbor", 30, Now);

        Assert.Equal(token, Stores.ApiTokens.Find(secret));
        Assert.Equal((false, true), (token.IsExpired(Now.AddDays(30).AddMilliseconds(-1)), token.IsExpired(Now.AddDays(30))));
        Assert.All([secret[..^1], secret + "x", secret.ToUpperInvariant(), "", ApiTokenStore.Prefix, new string('x', 5000)], wrong => Assert.Null(Stores.ApiTokens.Find(wrong)));
    }

    [Fact]
    public async Task Is_listed_and_revoked_only_within_the_scope_and_once()
    {
        var (token, secret) = await Stores.ApiTokens.CreateAsync("BNNK-19.02", "dasbor", 30, Now);
        var foreign = Scope.Of(Access.Admin, "BNNP-53");
        var above = Scope.Of(Access.Admin, "BNNP-19");

        Assert.Empty(Stores.ApiTokens.List(foreign));
        Assert.Equal([token], Stores.ApiTokens.List(above));
        Assert.False(await Stores.ApiTokens.RevokeAsync(foreign, token.Id, Now));
        Assert.Null(Stores.ApiTokens.Find(secret)!.RevokedAt);
        Assert.True(await Stores.ApiTokens.RevokeAsync(above, token.Id, Now));
        Assert.False(await Stores.ApiTokens.RevokeAsync(above, token.Id, Now.AddDays(1)));
        Assert.Equal(Now, Stores.ApiTokens.Find(secret)!.RevokedAt);
        Assert.Equal(
            [("api-token-revoked", token.Id), ("api-token-created", token.Id)],
            Stores.Audit.Read(above, new AuditFilter(null, null, 10)).OrderByDescending(e => e.Deed).Select(e => (e.Deed, e.Subject)));
    }
}
