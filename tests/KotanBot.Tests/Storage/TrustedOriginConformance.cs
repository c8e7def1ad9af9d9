namespace KotanBot.Tests.Storage;

public abstract class TrustedOriginConformance : StoreConformance
{
    [Fact]
    public async Task Keeps_each_origin_once_over_a_restart()
    {
        Assert.Empty(Stores.TrustedOrigins.Read());
        Assert.True(await Stores.TrustedOrigins.AddAsync(["https://a.example", "https://b.example"], 10, Now));
        Assert.True(await Stores.TrustedOrigins.AddAsync(["https://b.example", "https://c.example", "https://c.example"], 10, Now));

        await ReopenAsync();

        Assert.Equal(["https://a.example", "https://b.example", "https://c.example"], Stores.TrustedOrigins.Read().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Adds_all_or_none_when_there_would_be_too_many()
    {
        Assert.True(await Stores.TrustedOrigins.AddAsync(["https://a.example"], 2, Now));
        Assert.False(await Stores.TrustedOrigins.AddAsync(["https://b.example", "https://c.example"], 2, Now));
        Assert.Equal(["https://a.example"], Stores.TrustedOrigins.Read());
        Assert.True(await Stores.TrustedOrigins.AddAsync(["https://a.example", "https://b.example"], 2, Now));
        Assert.True(await Stores.TrustedOrigins.AddAsync(["https://a.example", "https://b.example"], 2, Now));
    }
}
