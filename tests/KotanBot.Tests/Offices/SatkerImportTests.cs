using System.Text;
using Dapper;
using KotanBot.Offices;
using KotanBot.Storage;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Offices;

/// <summary>A file of offices comes in whole or not at all, and the second time changes nothing.</summary>
public sealed class SatkerImportTests : IAsyncLifetime
{
    private const string Header = "code,name,level,parent,regions,timezone\n";

    private readonly TempFolder _folder = new();

    private WritableStores _opened = null!;

    private SatkerStore Satkers => _opened.Stores.Satkers;

    public async ValueTask InitializeAsync() => _opened = (await WritableStores.TryOpenAsync(DataFolder.Open(_folder.Data), ShippedFiles.Dialogs))!;

    public async ValueTask DisposeAsync()
    {
        await _opened.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_office_that_an_import_adds_or_changes_has_a_line_in_the_audit_that_says_what_it_was()
    {
        const string File = Header + "BNNK-73.14,BNNK Sidenreng Rappang,bnnk,BNNP-73,73.14,WITA\nBNNK-19.02,BNNK Belitung Raya,BNNK,BNNP-19,19.02,wib\n";
        await ImportAsync(File);
        await ImportAsync(File);

        Assert.Equal(
            [
                ("BNNK-19.02", "BNNK Belitung|bnnk|BNNP-19|WIB|19.02", "BNNK Belitung Raya|bnnk|BNNP-19|WIB|19.02"),
                ("BNNK-73.14", null, "BNNK Sidenreng Rappang|bnnk|BNNP-73|WITA|73.14"),
            ],
            _opened.Stores.Database.Read(c => c.Query<(string, string?, string)>(
                "select satker_code, before_value, after_value from audit where deed = 'satker-imported' and actor_id is null order by satker_code").ToList()));
    }

    [Fact]
    public async Task A_new_office_takes_over_its_kab_kota_and_a_changed_one_is_told_cell_by_cell()
    {
        var lines = await ImportAsync(Header + "BNNK-73.14,BNNK Sidenreng Rappang,bnnk,BNNP-73,73.14,WITA\nBNNK-19.02,BNNK Belitung Raya,BNNK,BNNP-19,19.02;19.06,wib\n");

        Assert.Equal("BNNK-73.14", Satkers.FindServing("73.14")!.Code);
        Assert.Equal("BNNK-19.02", Satkers.FindServing("19.06")!.Code);
        Assert.Equal("satker.csv: 2 satker; baru 1, berubah 1, tetap 0", lines[0]);
        Assert.Equal("  baru BNNK-73.14: BNNK Sidenreng Rappang", lines[1]);
        Assert.Equal("  BNNK-19.02: nama \"BNNK Belitung\" → \"BNNK Belitung Raya\"; wilayah \"19.02\" → \"19.02 19.06\"", lines[2]);
        Assert.StartsWith("tidak ada di berkas, tetap seperti semula: BNN (BNN Pusat), ", lines[3]);
        Assert.Equal("satker: 1 pusat, 34 BNNP, 174 BNNK", lines[^2]);
        Assert.Equal("kab/kota: 514; 174 punya BNNK sendiri, 1 dilayani BNNK lain, 339 tanpa BNNK (dilayani BNNP)", lines[^1]);
    }

    [Fact]
    public async Task The_second_import_changes_nothing_and_neither_does_that_of_what_ships()
    {
        var file = Header + "BNNK-73.14,BNNK Sidenreng Rappang,bnnk,BNNP-73,73.14,WITA\n";
        await ImportAsync(file);

        Assert.StartsWith("satker.csv: 1 satker; baru 0, berubah 0, tetap 1", (await ImportAsync(file))[0]);
        var shipped = await ImportAsync(await File.ReadAllTextAsync(Path.Combine(ShippedFiles.Dialogs, "wilayah", "satker.csv")));
        Assert.Equal("satker.csv: 208 satker; baru 0, berubah 0, tetap 208", shipped[0]);
        Assert.Equal("tidak ada di berkas, tetap seperti semula: BNNK-73.14 (BNNK Sidenreng Rappang)", shipped[1]);
    }

    [Fact]
    public async Task Other_columns_another_order_semicolons_and_quotes_are_fine()
    {
        await ImportAsync("note;timezone;regions;parent;level;name;code;certainty\n\"a; b\";WITA;\"73.14;73.15\";BNNP-73;bnnk;\"BNNK \"\"Sidrap\"\"\";BNNK-73.14;likely\n");

        var found = Satkers.Find("BNNK-73.14")!;
        Assert.Equal(("BNNK \"Sidrap\"", "73.14", "73.14 73.15", Certainty.Likely), (found.Name, found.RegionCode, string.Join(' ', found.Areas), found.Certainty));
    }

    [Fact]
    public async Task A_kab_kota_can_move_between_two_offices_of_one_file()
    {
        await ImportAsync(Header + "BNNK-19.01,BNNK Bangka,bnnk,BNNP-19,19.01 19.05,WIB\n");
        await ImportAsync(Header + "BNNK-19.01,BNNK Bangka,bnnk,BNNP-19,19.01,WIB\nBNNK-19.03,BNNK Bangka Selatan,bnnk,BNNP-19,19.03 19.05,WIB\n");

        Assert.Equal("BNNK-19.03", Satkers.FindServing("19.05")!.Code);
    }

    [Theory]
    [InlineData("BNNK-73.14,BNNK Sidrap,kantor,BNNP-73,73.14,WITA", "2:3: unknown-level")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-99,73.14,WITA", "2:4: unknown-parent")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,,73.14,WITA", "2:4: no-parent")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNN,73.14,WITA", "2:4: parent-of-wrong-level")]
    [InlineData("BNN,BNN Pusat,pusat,BNN,,WIB", "2:4: parent-cycle")]
    [InlineData("BNNP-73,BNNP Sulsel,bnnp,BNNK-73.18,73,WITA", "2:4: parent-cycle")]
    [InlineData("BNNP-99,BNNP Baru,bnnp,BNNP-73,73.14,WITA", "2:4: parent-of-wrong-level")]
    [InlineData("BNN2,Pusat Kedua,pusat,,,WIB", "2:3: not-one-centre")]
    [InlineData("BNNK-73.99,BNNK X,bnnk,BNNP-73,73.99,WITA", "2:5: unknown-region")]
    [InlineData("BNNK-73.99,BNNK X,bnnk,BNNP-73,73.1,WITA", "2:5: unknown-region: wilayah `73.1` tidak ada di daftar resmi; mungkin 73.10")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-73,,WITA", "2:5: no-region")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-73,73,WITA", "2:5: wrong-region-level")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-73,73.14 73.18,WITA", "2:5: region-served-twice: wilayah 73.18 sudah dilayani BNNK-73.18")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-73,73.14 73.14,WITA", "2:5: region-served-twice")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-19,73.14,WITA", "2:5: region-of-another-bnnp")]
    [InlineData("BNNP-53,BNNP NTT,bnnp,BNN,53.01,WITA", "2:5: province-without-bnnp")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-73,73.14,GMT", "2:6: unknown-timezone")]
    [InlineData("BNNK-73.14,,bnnk,BNNP-73,73.14,WITA", "2:2: bad-name")]
    [InlineData("BNNK-73.14,\"BNNK\nSidrap\",bnnk,BNNP-73,73.14,WITA", "2:2: bad-name")]
    [InlineData("bnnk 73.14,BNNK Sidrap,bnnk,BNNP-73,73.14,WITA", "2:1: bad-code")]
    [InlineData("BNNK-73.14,BNNK Sidrap,bnnk,BNNP-73,73.14,73.15,WITA", "2:6: wrong-width")]
    [InlineData("BNNP-73,BNNP Sulsel,bnnk,BNNP-76,73.01,WITA", "2:3: parent-of-wrong-level: BNNK-73.")]
    public async Task One_wrong_cell_is_named_by_row_and_column_and_nothing_is_changed(string row, string issue)
    {
        var before = Shown();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(Header + row + "\n"));

        Assert.Contains(refused.Details, d => d.StartsWith($"satker.csv:{issue}", StringComparison.Ordinal));
        Assert.Equal(before, Shown());
    }

    [Fact]
    public async Task Every_issue_is_told_at_once_and_the_sound_rows_beside_them_are_not_taken()
    {
        var before = Shown();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(
            Header + "BNNK-73.14,BNNK Sidrap,bnnk,BNNP-73,73.14,WITA\nBNNK-73.14,Lagi,bnnk,BNNP-73,73.15,XXX\nBNNP-98,Baru,bnpp,BNN,73,WIB\nBNNK-98.01,Anak,bnnk,BNNP-98,88.88,WIB\n"));

        Assert.Equal(
            ["satker.csv:3:1: duplicate-code", "satker.csv:3:6: unknown-timezone", "satker.csv:4:3: unknown-level", "satker.csv:5:5: unknown-region"],
            refused.Details.Select(d => string.Join(": ", d.Split(": ")[..2])));
        Assert.StartsWith("4 masalah di satker.csv", refused.Message);
        Assert.Equal(before, Shown());
    }

    [Theory]
    [InlineData("code,name,level,parent,timezone\nBNN,BNN Pusat,pusat,,WIB\n", "1:1: missing-column: kolom `regions` tidak ada")]
    [InlineData("code,name,level,parent,regions,timezone,name\nBNN,BNN Pusat,pusat,,,WIB,x\n", "1:7: duplicate-column")]
    [InlineData("", "1:1: missing-column")]
    [InlineData(Header, "1:1: no-rows")]
    [InlineData(Header + "BNN,\"BNN Pusat,pusat,,,WIB\n", "not-csv")]
    public async Task A_file_of_another_form_is_refused(string text, string issue)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(text));

        Assert.Contains(refused.Details, d => d.Contains(issue, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_not_utf8_is_refused()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => new SatkerImport(Satkers, _opened.Stores.Regions, TimeProvider.System).RunAsync("satker.csv", [.. Encoding.ASCII.GetBytes(Header), 0xE9, 0x0A]));

        Assert.StartsWith("satker.csv:1:1: not-utf8", Assert.Single(refused.Details));
    }

    private Task<IReadOnlyList<string>> ImportAsync(string text) => new SatkerImport(Satkers, _opened.Stores.Regions, TimeProvider.System).RunAsync("satker.csv", Encoding.UTF8.GetBytes(text));

    private string Shown() => string.Join('\n', Satkers.List().Select(s => $"{s.Code}|{s.Name}|{s.Level}|{s.ParentCode}|{string.Join(' ', s.Areas)}|{s.Zone}"));
}
