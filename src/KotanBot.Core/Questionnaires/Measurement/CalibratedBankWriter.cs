using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// Writes a calibrated bank as YAML that <see cref="CalibratedBankReader"/> reads back to the same bank: numbers keep every digit.
/// </summary>
public sealed class CalibratedBankWriter
{
    private readonly StringBuilder _text = new();

    private CalibratedBankWriter()
    {
    }

    public static string Write(CalibratedBank bank)
    {
        var writer = new CalibratedBankWriter();
        writer.WriteBank(bank);
        return writer._text.ToString();
    }

    private void WriteBank(CalibratedBank bank)
    {
        _text.Append("# Parameters from kotanbot calibrate: P(category at least k) = 1 / (1 + exp(-discrimination (theta - threshold))), without 1.702.\n");
        if (bank.Bank.Length > 0)
            Line("bank: ", Quoted(bank.Bank));
        Line("model: ", CalibratedBankReader.Model);
        Line("log-likelihood: ", Number(bank.LogLikelihood));
        Line("iterations: ", Number(bank.Iterations));
        Line("converged: ", bank.Converged ? "true" : "false");
        Line("seconds: ", Number(bank.Seconds));
        WriteList("groups:", bank.Groups, g => $"{{ id: {Quoted(g.Id)}{(g.Weight == 1 ? "" : $", weight: {Number(g.Weight)}")} }}");
        WriteList("populations:", bank.Populations, p =>
            $"{{ id: {Quoted(p.Id)}, variable: {Quoted(p.Variable)}, mean: {Number(p.Mean)}, standard-deviation: {Number(p.StandardDeviation)}, n: {Number(p.Count)} }}");
        WriteList("variables:", bank.Variables, Variable);
        Line("items:", "");
        for (var i = 0; i < bank.Items.Length; i++)
            WriteItem(bank.Items[i], "  ", bank.Moments?.Means[i]);
        WriteParts(bank.Parts);
        if (bank.Moments is { } moments)
            WriteList("covariance:", Enumerable.Range(0, moments.Items.Length), row => Numbers(Enumerable.Range(0, row + 1).Select(column => moments.Covariance(row, column))));
        WriteList("notes:", bank.Notes, Quoted);
    }

    private void WriteItem(CalibratedItem item, string indent, double? mean)
    {
        Line(indent, "- id: ", Quoted(item.Id));
        Line(indent, "  variable: ", Quoted(item.Variable));
        if (item.Dimension is { } dimension)
            Line(indent, "  dimension: ", Quoted(dimension));
        if (!item.Groups.IsEmpty)
            Line(indent, "  groups: ", "[" + string.Join(", ", item.Groups.Select(Quoted)) + "]");
        if (item.Graded is { } graded)
        {
            Line(indent, "  discrimination: ", Number(graded.Discrimination));
            Line(indent, "  thresholds: ", Numbers(graded.Thresholds));
        }

        if (item.DiscriminationStandardError is { } error)
            Line(indent, "  discrimination-standard-error: ", Number(error));
        if (!item.ThresholdStandardErrors.IsEmpty)
            Line(indent, "  threshold-standard-errors: ", Numbers(item.ThresholdStandardErrors));
        Line(indent, "  n: ", Number(item.Count));
        if (!item.Merged.IsEmpty)
            Line(indent, "  merged: ", Numbers(item.Merged.Select(c => c + 1.0)));
        if (!item.CategoryScores.IsEmpty)
            Line(indent, "  category-scores: ", Numbers(item.CategoryScores));
        if (item.Fit is { } fit)
            Line(indent, "  fit: ", Number(fit));
        if (mean is { } known)
            Line(indent, "  mean: ", Number(known));
    }

    private void WriteParts(ImmutableArray<CalibratedPart> parts)
    {
        if (parts.IsEmpty)
            return;
        Line("parts:", "");
        foreach (var part in parts)
        {
            Line("  - variable: ", Quoted(part.Variable));
            Line("    groups: ", "[" + string.Join(", ", part.Groups.Select(Quoted)) + "]");
            Line("    comparable: ", part.Comparable ? "true" : "false");
            Line("    items:", "");
            foreach (var item in part.Items)
                WriteItem(item, "      ", mean: null);
        }
    }

    private void WriteList<T>(string key, IEnumerable<T> values, Func<T, string> write)
    {
        var began = false;
        foreach (var value in values)
        {
            if (!began)
                Line(key, "");
            began = true;
            Line("  - ", write(value));
        }
    }

    private static string Variable(CalibratedVariable variable)
    {
        var residual = variable.LargestResidualCorrelation is { } largest ? $", largest-residual-correlation: {Number(largest)}" : "";
        var eigenvalues = variable.Eigenvalues.IsEmpty ? "" : $", eigenvalues: {Numbers(variable.Eigenvalues)}";
        return $"{{ id: {Quoted(variable.Id)}, one-dimensional: {(variable.OneDimensional ? "true" : "false")}{residual}{eigenvalues} }}";
    }

    private void Line(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            _text.Append(part);
        _text.Append('\n');
    }

    private static string Numbers(IEnumerable<double> values) => "[" + string.Join(", ", values.Select(Number)) + "]";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A double-quoted scalar, because ids come from CSV headers and may be anything.</summary>
    private static string Quoted(string text)
    {
        if (text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                _ when char.IsControl(c) || c is '\u0085' or '\u2028' or '\u2029' or '\uFEFF' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }
}
