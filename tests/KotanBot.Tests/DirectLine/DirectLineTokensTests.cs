using System.Buffers.Text;
using System.Text;
using KotanBot.Channels.DirectLine;

namespace KotanBot.Tests.DirectLine;

public sealed class DirectLineTokensTests
{
    private readonly SettableTime _time = new();

    private DirectLineTokens Tokens(string secret = "rahasia") => new(new DirectLineSecret(secret), _time);

    [Fact]
    public void Reads_back_what_it_signed()
    {
        var checkedToken = Tokens().Check(Tokens().Sign("c1", "dl_1", TokenUse.Conversation, ["https://kota.example"]));

        var token = Assert.IsType<TokenCheck.Valid>(checkedToken).Token;
        Assert.Equal(("c1", "dl_1", TokenUse.Conversation), (token.ConversationId, token.UserId, token.Use));
        Assert.Equal(_time.Now + DirectLineTokens.ConversationLifetime, token.ExpiresAt);
        Assert.Equal(["https://kota.example"], token.Origins);
    }

    [Theory]
    [InlineData(TokenUse.Stream)]
    [InlineData(TokenUse.Conversation)]
    [InlineData(TokenUse.Resume)]
    public void Expires_with_the_last_second_of_its_use(TokenUse use)
    {
        var token = Tokens().Sign("c1", "dl_1", use);
        _time.Now += DirectLineTokens.Lifetime(use) - TimeSpan.FromSeconds(1);
        Assert.IsType<TokenCheck.Valid>(Tokens().Check(token));
        _time.Now += TimeSpan.FromSeconds(1);
        Assert.IsType<TokenCheck.Expired>(Tokens().Check(token));
    }

    [Fact]
    public void Refuses_a_token_of_another_secret() =>
        Assert.IsType<TokenCheck.Invalid>(Tokens("lain").Check(Tokens().Sign("c1", "dl_1", TokenUse.Conversation)));

    [Fact]
    public void Refuses_a_token_with_any_character_changed()
    {
        var token = Tokens().Sign("c1", "dl_1", TokenUse.Conversation);
        // The last character of base64 carries unused bits; every other one counts.
        for (var i = 0; i < token.Length - 1; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.IsType<TokenCheck.Invalid>(Tokens().Check(changed));
        }
    }

    [Fact]
    public void Refuses_a_token_that_names_no_algorithm()
    {
        var payload = Tokens().Sign("c1", "dl_1", TokenUse.Conversation).Split('.')[1];
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}"""));
        Assert.IsType<TokenCheck.Invalid>(Tokens().Check($"{header}.{payload}."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.?.?")]
    public void Refuses_rubbish(string? token) => Assert.IsType<TokenCheck.Invalid>(Tokens().Check(token));

    [Fact]
    public void Makes_its_secret_once_and_for_the_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("kotanbot-secret-");
        try
        {
            var first = DirectLineSecret.Load(folder.FullName, null);
            Assert.Equal(first, DirectLineSecret.Load(folder.FullName, " "));
            Assert.True(first.Value.Length >= 40);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.FullName, DirectLineSecret.FileName)));
            Assert.Equal("dari-lingkungan", DirectLineSecret.Load(folder.FullName, "dari-lingkungan").Value);
            Assert.DoesNotContain(first.Value, first.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
