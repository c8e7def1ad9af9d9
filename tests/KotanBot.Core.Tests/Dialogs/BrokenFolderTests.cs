using KotanBot.Core.Definitions;

namespace KotanBot.Core.Tests.Dialogs;

/// <summary>Faults that only show between files: each row breaks the shipped folder in one way.</summary>
public sealed class BrokenFolderTests
{
    public static TheoryData<string, string, string, string> Breaks => new()
    {
        { "texts.yaml", "  empty:", "  kosong:", "missing-key" },
        { "texts.yaml", "{minimum} sampai {maximum}", "{minimal} sampai {maximum}", "bad-placeholder" },
        { "office-texts.yaml", "  broadcast-ask:", "  siaran-tanya:", "missing-key" },
        { "commands.yaml", "command: /jeda", "command: /lapor", "duplicate-command" },
        { "commands.yaml", "action: pause", "action: tidur", "unknown-action" },
        { "commands.yaml", "[status]", "[Status]", "bad-command" },
        { "ikp.yaml", "index: IKP", "index: IKX", "unknown-index" },
        { "ikp.yaml", "bank: ikp", "bank: ikx", "unknown-bank" },
        { "ikp.yaml", "bank: ikp", "bank: ikp\n    group: { fact: role }", "bad-group" },
        { "skm.yaml", "bank: skm", "bank: ikp", "unknown-item" },
        { "ikotan.yaml", "bank: ikotan\n    group: { answer: kelompok }", "bank: ikotan", "bad-group" },
        { "ikotan.yaml", "group: { answer: kelompok }", "group: { answer: wilayah }", "unknown-step" },
        { "ikotan.yaml", "group: { answer: kelompok }", "group: { fact: pekerjaan }", "unknown-fact" },
        { "ikotan.yaml", "key: kejaksaan", "key: jaksa-agung", "unknown-group" },
        { "ikotan.yaml", "mode: hybrid", "quotas: { cuaca: 1 }", "unknown-variable" },
        { "ikotan.yaml", "id: butir", "id: butir-yang-namanya-terlalu-panjang", "too-long-id" },
        { "ikotan.yaml", "starts-for: [respondent]", "starts-for: [kepala]", "unknown-role" },
        { "mulai.yaml", "purpose: registration", "purpose: information", "not-allowed" },
        { "lapor-nihil.yaml", "dialog: lapor-nihil", "dialog: lapor-kegiatan", "duplicate-dialog" },
        { "lapor-nihil.yaml", "key: blokir", "key: lanjut", "shadowed-option" },
        { "aduan.yaml", "commands: [/aduan]", "commands: [/tips]", "no-tip-channels" },
        { "ikotan.yaml", "bank: ikotan", "bank: ikotan-lama", "unknown-bank" },
        { "ikotan.yaml", "plan: { items: 12,", "plan: { items: 12, quotas: { hukum: 12 },", "quota-too-large" },
        { "ikotan.yaml", "plan: { items: 12,", "plan: { items: 12, quotas: { cuaca: 2 },", "unknown-variable" },
        { "registers.yaml", "key: waspada", "key: bahaya", "duplicate-option" },
        { "registers.yaml", "- id: desa", "- id: kawasan", "duplicate-register" },
        { "registers.yaml", "- id: desa", "- id: Desa", "bad-register-id" },
        { "registers.yaml", "index: ikkr", "index: ikkx", "unknown-index" },
        { "registers.yaml", "index: ikkr", "index: indeks-p4gn", "status-ranks" },
        { "registers.yaml", "    statuses:", "    daftar:", "unknown-key" },
        { "registers.yaml", "  - id: desa\n", "  - id: desa\n    statuses: [{ key: baik, label: Baik }]\n", "status-register" },
        { "registers.yaml", "  - id: desa\n", "  - id: desa\n    coarsest: district\n    finest: regency\n", "bad-range" },
        { "kawasan.yaml", "register: kawasan", "register: kawasam", "unknown-register" },
        { "kawasan.yaml", "- { key: aman, label: Aman }", "- { key: damai, label: Damai }", "unknown-option" },
        { "ikkr.yaml", "register: kawasan", "register: kawasan\n    new: true", "not-allowed" },
        { "indices/ikrn-2024.yaml", "dialog: ikrn", "dialog: ikrm", "unknown-dialog" },
        { "indices/ikrn-2024.yaml", "entry: desa", "entry: warga", "unknown-step" },
        { "indices/ikrn-2024.yaml", "step: aparat", "step: desa", "unknown-step" },
        { "indices/ikrn-2024.yaml", "target: 30", "target: 0", "bad-target" },
        { "banks/ikkr.yaml", "index-edition: 2026-draf", "index-edition: \"2027\"", "unknown-edition" },
        { "tips.yaml", "actors:", "aktor:", "missing-key" },
        { "wilayah/regencies.csv", "code,province_code,name", "kode,provinsi,nama", "bad-region-list" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void Is_refused_with_its_issue(string file, string from, string to, string code)
    {
        var files = ShippedDefinitions.Files(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs")).ToDictionary(f => f.Key, f => f.Value);
        Assert.Contains(from, files[file]);
        files[file] = files[file].Replace(from, to, StringComparison.Ordinal);
        var issues = new IssueList();

        Assert.Null(DefinitionsReader.Read(files, issues));

        Assert.Contains(issues, i => i.Code == code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("items: []\n")]
    public void A_broken_calibration_does_not_hide_its_bank(string text)
    {
        var files = ShippedDefinitions.Files(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs")).ToDictionary(f => f.Key, f => f.Value);
        files["banks/ikotan.calibration.yaml"] = text;
        var issues = new IssueList();

        Assert.Null(DefinitionsReader.Read(files, issues));

        Assert.All(issues, i => Assert.Equal("banks/ikotan.calibration.yaml", i.File));
    }

    [Theory]
    [InlineData("texts.yaml")]
    [InlineData("office-texts.yaml")]
    [InlineData("commands.yaml")]
    [InlineData("tips.yaml")]
    [InlineData("registers.yaml")]
    [InlineData("wilayah/districts.csv")]
    public void A_missing_file_is_named(string file)
    {
        var files = ShippedDefinitions.Files(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs")).Where(f => f.Key != file).ToDictionary(f => f.Key, f => f.Value);
        var issues = new IssueList();

        Assert.Null(DefinitionsReader.Read(files, issues));

        Assert.Contains(issues, i => i.Code == "missing-file" && i.File == file);
    }
}
