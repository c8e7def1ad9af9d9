using System.CommandLine;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot index</c>: list, classify, compute. Refusals go to the error stream with exit code 1; the caller turns parse errors
/// into 2. A further verb is added to the returned command's <c>Subcommands</c>.
/// </summary>
public static class IndexCommand
{
    /// <param name="dialogs">The dialogs folder; null means the one that ships beside the program.</param>
    public static Command Create(string? dialogs = null)
    {
        var folder = dialogs ?? ShippedFiles.Dialogs;
        return new Command("index", "Indeks: daftar, golongkan nilai, hitung dari jawaban")
        {
            CreateList(folder),
            CreateClassify(folder),
            IndexComputeCommand.Create(),
        };
    }

    /// <summary>The shipped catalogue, or null after every issue has been printed.</summary>
    public static IndexCatalog? LoadCatalog(string dialogs, TextWriter error)
    {
        var issues = new IssueList();
        var catalog = IndexFiles.Load(dialogs, issues);
        foreach (var issue in issues)
            error.WriteLine(issue);
        return issues.Count == 0 ? catalog : null;
    }

    /// <summary>The edition asked for, or null after the editions that exist have been printed.</summary>
    public static IndexDefinition? FindEdition(IndexCatalog catalog, string id, string? edition, TextWriter error)
    {
        var definition = catalog.Find(id, edition);
        if (definition is null && catalog.Knows(id))
            error.WriteLine($"edisi `{edition}` tidak ada untuk {id.ToUpperInvariant()}; yang ada: {string.Join(", ", catalog.EditionsOf(id).Select(d => d.Edition))}");
        else if (definition is null)
            error.WriteLine($"indeks `{id}` tidak ada; yang ada: {string.Join(", ", catalog.Definitions.Select(d => d.Code).Distinct())}");
        return definition;
    }

    private static Command CreateList(string dialogs)
    {
        var command = new Command("list", "Semua indeks dan edisinya");
        command.SetAction(parsed => List(dialogs, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static Command CreateClassify(string dialogs)
    {
        var id = new Argument<string>("id") { Description = "IKP, IKOTAN, IKKR, SKM, INDEKS-P4GN" };
        var value = new Argument<string>("value") { Description = "nilai dengan titik atau koma desimal" };
        var edition = new Option<string?>("--edition") { Description = "edisi; tanpa ini edisi bawaan" };
        value.Validators.Add(result =>
        {
            if (IndexNumber.Parse(result.GetValueOrDefault<string>() ?? "") is null)
                result.AddError("nilai harus berupa angka, misalnya 3,07");
        });
        var command = new Command("classify", "Golongan sebuah nilai; label berdiri sendiri di baris terakhir") { id, value, edition };
        command.SetAction(parsed => Classify(
            dialogs, parsed.GetValue(id)!, parsed.GetValue(edition), parsed.GetValue(value)!, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int List(string dialogs, TextWriter output, TextWriter error)
    {
        if (LoadCatalog(dialogs, error) is not { } catalog)
            return 1;
        foreach (var definition in catalog.Definitions)
        {
            var isDefault = catalog.Find(definition.Id) == definition ? " (bawaan)" : "";
            var use = definition.CanCompute ? "hitung dan golongkan" : definition.IsNameOnly ? "tidak dihitung" : "golongkan saja";
            var scale = definition.IsNameOnly ? "–" : $"{IndexNumber.Format(definition.Scale.Minimum, definition.Scale.Decimals)}–{IndexNumber.Format(definition.Scale.Maximum, definition.Scale.Decimals)}";
            output.WriteLine($"{definition.Code,-12} {definition.Edition + isDefault,-20} {scale,-13} {use,-21} {StatusText(definition)}");
            output.WriteLine($"{"",-12} {definition.Title.Indonesian}");
        }

        return 0;
    }

    private static int Classify(string dialogs, string id, string? edition, string text, TextWriter output, TextWriter error)
    {
        if (LoadCatalog(dialogs, error) is not { } catalog || FindEdition(catalog, id, edition, error) is not { } definition)
            return 1;
        var value = IndexNumber.Parse(text)!.Value;
        if (definition.IsNameOnly)
        {
            error.WriteLine($"{definition.Code} edisi {definition.Edition}: {definition.Note?.Indonesian}");
            return 1;
        }

        if (definition.Classify(value) is not { } category)
        {
            error.WriteLine($"{text} di luar skala {definition.Code} edisi {definition.Edition}: {definition.Scale.Minimum} sampai {definition.Scale.Maximum}");
            return 1;
        }

        output.WriteLine($"{definition.Code} edisi {definition.Edition}");
        foreach (var note in IndexResultWriter.Notes(definition, definition.Status))
            output.WriteLine(note);
        if (category.Meaning is { } meaning)
            output.WriteLine($"kinerja: {meaning.Indonesian}");
        output.WriteLine(category.Label.Indonesian);
        return 0;
    }

    private static string StatusText(IndexDefinition definition)
    {
        var status = definition.Status.ToString().ToLowerInvariant();
        if (definition.ItemsStatus != definition.Status)
            status += $", butir {definition.ItemsStatus.ToString().ToLowerInvariant()}";
        return IndexDefinition.IsUnofficial(definition.ItemsStatus) ? $"{status}: {IndexTexts.Unofficial.Indonesian}" : status;
    }
}
