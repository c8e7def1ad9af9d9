using System.CommandLine;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Commands;

/// <summary><c>kotanbot index compute</c>: all units of a CSV file, or nothing and every fault of the two files.</summary>
internal static class IndexComputeCommand
{
    public static Command Create()
    {
        var definition = new Option<string>("--definition") { Description = "berkas definisi (YAML)", Required = true };
        var answers = new Option<string>("--answers") { Description = "berkas jawaban (CSV: unit,group,respondent,item,score)", Required = true };
        var json = new Option<bool>("--json") { Description = "hasil sebagai JSON" };
        var working = new Option<bool>("--working") { Description = "tampilkan juga cara hitungnya" };
        var command = new Command("compute", "Hitung indeks per unit dari berkas jawaban") { definition, answers, json, working };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (Compute(parsed.GetValue(definition)!, parsed.GetValue(answers)!, error) is not var (read, results))
                return 1;
            if (parsed.GetValue(json))
                IndexResultWriter.WriteJson(output, results, parsed.GetValue(working));
            else
                IndexResultWriter.WriteText(output, read, results, parsed.GetValue(working));
            return 0;
        });
        return command;
    }

    private static (IndexDefinition Definition, IReadOnlyList<IndexResult> Results)? Compute(string definitionFile, string answersFile, TextWriter error)
    {
        var issues = new IssueList();
        try
        {
            if (IndexReader.Read(definitionFile, File.ReadAllText(definitionFile), issues) is { } definition)
            {
                if (!definition.CanCompute)
                {
                    error.WriteLine(definition.IsNameOnly
                        ? $"{definition.Code} edisi {definition.Edition}: {definition.Note?.Indonesian}"
                        : $"{definition.Code} edisi {definition.Edition} hanya dapat menggolongkan nilai (index classify), karena butirnya belum diterbitkan");
                    return null;
                }

                using var stream = File.OpenRead(answersFile);
                var rows = IndexAnswersReader.Read(definition, answersFile, stream, issues);
                if (issues.Count == 0)
                    return (definition, IndexCalculator.Compute(definition, rows));
            }
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            error.WriteLine($"berkas tidak ada: {(File.Exists(definitionFile) ? answersFile : definitionFile)}");
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"berkas tidak dapat dibaca: {fault.Message}");
            return null;
        }

        foreach (var issue in issues)
            error.WriteLine(issue);
        return null;
    }
}
