using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>
/// The columns of the wide shape: every question of every version, with the parts of every kind of answer that it takes or ever took. A question
/// that two dialogs ask under one id shares its columns; which dialog it was, the row says.
/// </summary>
internal sealed class StepColumns
{
    private readonly Dictionary<(string Step, string Part), int> _places = [];

    private StepColumns(IReadOnlyList<(string Step, string Part)> columns)
    {
        Names = [.. columns.Select(c => c.Part.Length == 0 ? c.Step : $"{c.Step}.{c.Part}")];
        for (var i = 0; i < columns.Count; i++)
            _places[columns[i]] = i;
    }

    public IReadOnlyList<string> Names { get; }

    /// <param name="answered">What was really answered: questions that no readable version has any more come last.</param>
    /// <param name="wants">Which questions of which dialog.</param>
    public static StepColumns Of(StepCatalog catalog, IReadOnlyList<string> dialogs, IReadOnlyList<AnsweredStep> answered, Func<string, string, bool> wants)
    {
        var kinds = dialogs.SelectMany(d => catalog.StepsOf(d).Where(s => wants(d, s)).SelectMany(s => catalog.Find(d, s).Select(v => (Step: s, Kind: AnswerParts.KindOf(v)))))
            .Concat(answered.Where(a => wants(a.DialogId, a.StepId)).OrderBy(a => a.StepId, StringComparer.Ordinal).Select(a => (Step: a.StepId, a.Kind)));
        return new StepColumns([.. kinds.GroupBy(k => k.Step).SelectMany(step => step.SelectMany(k => AnswerParts.Of(k.Kind)).Distinct().OrderBy(IsReason).Select(p => (step.Key, p)))]);
    }

    /// <summary>Null for a question whose first answer ever came while the file was being written.</summary>
    public int? Find(string step, string part) => _places.TryGetValue((step, part), out var place) ? place : null;

    /// <summary>The reason stands behind the values.</summary>
    private static bool IsReason(string part) => part == AnswerParts.Missing;
}
