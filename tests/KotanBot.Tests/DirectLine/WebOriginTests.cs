using KotanBot.Channels.DirectLine;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.DirectLine;

public sealed class WebOriginTests
{
    [Theory]
    [InlineData("https://kota.example", "https://kota.example")]
    [InlineData("https://Kota.Example/", "https://kota.example")]
    [InlineData("HTTPS://kota.example:443", "https://kota.example")]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("http://[::1]:3000", "http://[::1]:3000")]
    [InlineData("https://kötan.example", "https://xn--ktan-5qa.example")]
    public void Reads_an_origin_as_browsers_write_it(string text, string expected)
    {
        Assert.True(WebOrigin.TryRead(text, out var origin));
        Assert.Equal(expected, origin);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("kota.example")]
    [InlineData("https://")]
    [InlineData("https://*.kota.example")]
    [InlineData("https://kota.example/chat")]
    [InlineData("https://kota.example?a=1")]
    [InlineData("https://kota.example#a")]
    [InlineData("https://budi@kota.example")]
    [InlineData("https://kota.example\\@jahat.example")]
    [InlineData("ftp://kota.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public void Refuses_what_no_page_has_for_its_origin(string? text) => Assert.False(WebOrigin.TryRead(text, out _));

    [Fact]
    public void Refuses_an_endless_one() => Assert.False(WebOrigin.TryRead($"https://{string.Join('.', Enumerable.Repeat("kota", 100))}.example", out _));

    [Theory]
    [InlineData(null)]
    [InlineData(" , ")]
    [InlineData("https://kota.example, http://localhost:3000/ ,", "https://kota.example", "http://localhost:3000")]
    public void Reads_the_setting_as_a_list(string? value, params string[] expected) => Assert.Equal(expected, WebOrigin.ReadList(value));

    [Fact]
    public async Task The_program_refuses_to_start_with_a_setting_that_names_no_origin()
    {
        using var folder = new TempFolder();

        var finished = await KotanProcess.RunInAsync([(WebOrigin.Variable, "https://kota.example,kota.example")], "serve", "--urls", KotanProcess.FreeUrl(), "--data", folder.Data);

        Assert.Equal(1, finished.ExitCode);
        Assert.Empty(finished.Output);
        var line = Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(WebOrigin.Variable, line);
        Assert.Contains("'kota.example'", line);
    }
}
