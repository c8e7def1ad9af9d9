using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>A file of answers and, where given, the file that says which variable each item measures: what several commands begin with.</summary>
/// <param name="Variables">One per item, in the order of the responses.</param>
/// <param name="ItemFields">Number of the field, from 1, of each item.</param>
internal sealed record ResponseFiles(ResponseMatrix Responses, ImmutableArray<ItemVariable> Variables, ImmutableArray<int> ItemFields, ImmutableArray<int> Lines)
{
    /// <summary>Where the variable of each item stands in its file; empty without one.</summary>
    public ImmutableArray<VariablesReader.Place> VariablePlaces { get; init; } = [];

    public int FieldOf(string item) => ItemFields[Responses.Items.IndexOf(item)];

    /// <summary>Null after every fault of the files has been printed.</summary>
    public static ResponseFiles? Read(string responsesFile, string? variablesFile, IssueList issues, TextWriter error)
    {
        var file = responsesFile;
        try
        {
            var read = ResponsesReader.Read(file, issues);
            if (read is not null && variablesFile is not null)
            {
                file = variablesFile;
                if (VariablesReader.Read(file, read.Responses.Items, issues) is { } variables)
                    return new ResponseFiles(read.Responses, variables.Variables, read.ItemFields, read.Lines) { VariablePlaces = variables.Places };
            }
            else if (read is not null)
                return new ResponseFiles(read.Responses, [.. read.Responses.Items.Select(i => new ItemVariable(i, ItemVariable.All))], read.ItemFields, read.Lines);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            error.WriteLine($"kotanbot: no such file: {file}");
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"kotanbot: cannot read {file}: {fault.Message}");
            return null;
        }

        foreach (var issue in issues)
            error.WriteLine(issue);
        return null;
    }
}
