using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>
/// Reads a form that somebody wants to publish beside what is served now: everything that a dialog file must fulfil, and what keeps one office's form
/// from touching what belongs to others. Every issue names its line, all at once.
/// </summary>
public static class FormReader
{
    /// <summary>A form is no larger, in bytes of UTF-8.</summary>
    public const int LargestBytes = 64 * 1024;

    /// <param name="others">What is served now; an earlier version of the same form may be among it.</param>
    /// <param name="forEverybody">Whether it is published for everybody, which may replace a dialog that ships and feed an index.</param>
    /// <returns>Null exactly when an issue was added.</returns>
    public static Dialog? Read(string file, string text, DefinitionSet others, bool forEverybody, IssueList issues)
    {
        var before = issues.Count;
        if (!IsText(file, text, issues) || DialogReader.Read(file, text, issues) is not { } dialog || YamlReader.Read(file, text, issues) is not { } map)
            return null;
        new FormChecker(dialog, map, others, forEverybody).Check(issues);
        if (issues.Count == before)
            CheckTogether(file, dialog, others, issues);
        return issues.Count == before ? dialog : null;
    }

    /// <summary>The id that a text names and where; empty where it names none.</summary>
    public static (string Id, int Line, int Column) ReadHead(string text) =>
        IsText("", text, []) && YamlReader.Read("", text, [])?.Find("dialog") is YamlScalar id ? (id.Value, id.Line, id.Column) : ("", 1, 1);

    /// <summary>What stands in other definitions is told without a line of its own, so it is told at the top of this file.</summary>
    private static void CheckTogether(string file, Dialog dialog, DefinitionSet others, IssueList issues)
    {
        var found = new IssueList();
        DefinitionsReader.CheckDialog(dialog, others.Indices, others.Commands, found);
        QuestionnaireChecker.Check(dialog, others.Banks, others.Indices, found);
        RegisterChecker.Check(dialog, others.Registers, found);
        foreach (var issue in found)
            issues.Add(issue with { File = file });
    }

    /// <summary>Pictures and documents are told apart at once, before anything is read in them.</summary>
    private static bool IsText(string file, string text, IssueList issues)
    {
        var (line, column) = (1, 1);
        foreach (var letter in text)
        {
            if ((char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) || letter == '\uFFFE' || letter == '\uFFFF')
            {
                issues.Add(new Issue("not-text", file, line, column, "this is no plain text; a form is a text file in YAML"));
                return false;
            }

            (line, column) = letter == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return true;
    }
}
