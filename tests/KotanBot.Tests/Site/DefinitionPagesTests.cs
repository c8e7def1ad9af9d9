using System.Net;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Tests.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Site;

/// <summary>All that is loaded as data, in words.</summary>
public sealed class DefinitionPagesTests(SiteStage stage) : IClassFixture<SiteStage>
{
    private DefinitionSet Definitions => stage.Services.GetRequiredService<ServedDefinitions>().Current;

    [Fact]
    public async Task Everything_that_is_loaded_stands_there_with_its_version()
    {
        using var browser = await stage.EnterAsync();

        var page = await browser.GetAsync("/admin/definitions");

        Assert.Contains("tidak ada masalah", page.Text);
        Assert.All(Definitions.Dialogs, d => Assert.Contains(d.Hash, page.Text));
        Assert.All(Definitions.BankVersions, b => Assert.Contains(b.Hash, page.Text));
        Assert.All(Definitions.Indices.Definitions, i => Assert.Contains($"/admin/definitions/indices/{i.Id}/{i.Edition}\"", page.Html));
        Assert.All(Definitions.Outputs, o => Assert.Contains(o.Title.Indonesian, page.Text));
        Assert.DoesNotContain("berkas berubah", page.Text);
        Assert.DoesNotContain(RepositoryFiles.Root, page.Html);
    }

    [Fact]
    public async Task Every_dialog_bank_index_and_item_has_a_page()
    {
        using var browser = await stage.EnterAsync();

        foreach (var dialog in Definitions.Dialogs)
        {
            var page = await browser.GetAsync($"/admin/definitions/dialogs/{dialog.Id}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.All(dialog.Steps, s => Assert.Contains($"id=\"{s.Id}\"", page.Html));
            Assert.True(page.Html.Length < 100_000, $"{dialog.Id}: {page.Html.Length}");
        }

        foreach (var bank in Definitions.Banks)
        {
            var page = await browser.GetAsync($"/admin/definitions/banks/{bank.Id}");
            Assert.All(bank.Items, i => Assert.Contains($"/admin/questionnaires/{bank.Id}/items/{i.Id}\"", page.Html));
            Assert.True(page.Html.Length < 100_000, $"{bank.Id}: {page.Html.Length}");
        }

        foreach (var index in Definitions.Indices.Definitions)
            Assert.Contains(index.Hash, (await browser.GetAsync($"/admin/definitions/indices/{index.Id}/{index.Edition}")).Text);
    }

    [Fact]
    public void The_shipped_dialogs_hold_every_kind_of_step_so_that_each_has_been_put_into_words()
    {
        var kinds = typeof(Step).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Step)));

        Assert.Equal("", string.Join(", ", kinds.Except(Definitions.Dialogs.SelectMany(d => d.Steps).Select(s => s.GetType())).Select(t => t.Name)));
    }

    [Fact]
    public async Task A_step_tells_what_it_asks_and_when()
    {
        using var browser = await stage.EnterAsync();

        var page = await browser.GetAsync("/admin/definitions/dialogs/lapor-kegiatan");

        Assert.Contains("satu pilihan", page.Text);
        Assert.Contains("boleh dilewati dengan alasan", page.Text);
        Assert.Contains("Hanya bila", page.Text);
        Assert.Contains("Tidak termasuk", page.Text);
    }

    [Fact]
    public async Task An_item_shows_its_wording_and_what_counts()
    {
        using var browser = await stage.EnterAsync();

        var page = await browser.GetAsync("/admin/questionnaires/ikotan/items/olahraga");

        Assert.Contains("Berapa kali dalam seminggu Anda berolahraga", page.Text);
        Assert.Contains("berjalan ke pasar, atau pergi ke hutan untuk bekerja", page.Text);
        Assert.Contains("Keluarga", page.Text);
    }

    [Fact]
    public async Task What_is_not_defined_is_not_found()
    {
        using var browser = await stage.EnterAsync();

        foreach (var path in new[] { "dialogs/x", "banks/x", "indices/ikp/x", "indices/x/equal" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/admin/definitions/{path}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/questionnaires/ikotan/items/x")).Status);
    }
}
