using CsvHelper;
using KotanBot.Commands;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using KotanBot.Tests.Storage;

namespace KotanBot.Tests.Exports;

/// <summary>A data folder with two offices that report, and the verbs that read it.</summary>
internal sealed class ExportStage : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    public string Root => _folder.Root;

    public string PathOf(string name) => Path.Combine(_folder.Root, name);

    /// <summary>Writes as a server would, and is closed again.</summary>
    public async Task FillAsync(Func<Stores, Task> fill)
    {
        await using var stores = await Stores.OpenAsync(DataFolder.Open(_folder.Data));
        await Seeds.EnsureAsync(stores.Database, null);
        await fill(stores);
    }

    public static async Task<Chat> JoinAsync(Stores stores, string name, string satker, string role = "penggiat")
    {
        var chat = new Chat(stores, name) { Now = Now };
        await chat.SayAsync("kode", new Effect.UseInvitation(await stores.Invitations.CreateAsync(satker, role, 1, 7, Now)));
        await chat.SayAsync("nama", new Effect.SaveProfile(ProfileField.Name, $"Nama {name}"), new Effect.SaveProfile(ProfileField.Lembaga, $"Lembaga {name}"), new Effect.SaveProfile(ProfileField.Lingkungan, "pendidikan"));
        return chat;
    }

    public static Effect[] Report(string id, string dialog, params (string Step, AnswerValue Value)[] answers) =>
        [new Effect.StartSubmission(id, dialog, "h"), .. answers.Select(a => new Effect.RecordAnswer(id, a.Step, a.Value)), new Effect.Submit(id) { IsReviewed = dialog == "lapor-kegiatan" }];

    public Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => RunVerbAsync([.. args, "--data", _folder.Data]);

    /// <summary>They come from the definitions, so that no data is named.</summary>
    public Task<(int Code, string Output, string Error)> RunVariablesAsync(params string[] args) => RunVerbAsync(["variables", "--bank", "ikotan", .. args]);

    private static async Task<(int Code, string Output, string Error)> RunVerbAsync(string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await KotanCommand.RunAsync(["export", .. args], output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The rows of an export to the output, by the names of their columns, as another maker's reader finds them.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(params string[] args)
    {
        var (code, output, error) = await RunAsync([.. args, "--out", "-"]);
        Assert.True(code == 0, error);
        return Rows(output);
    }

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string text)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw });
        var (names, rows) = (csv.Headers.ToArray(), new List<IReadOnlyDictionary<string, string>>());
        while (csv.Read())
        {
            var cells = csv.Current.ToArray();
            Assert.Equal(names.Length, cells.Length);
            rows.Add(names.Zip(cells).ToDictionary(c => c.First, c => c.Second));
        }

        return rows;
    }

    public void Dispose() => _folder.Dispose();
}
