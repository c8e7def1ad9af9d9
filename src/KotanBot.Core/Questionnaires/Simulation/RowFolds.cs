namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>Divides rows into folds, so that every row can be predicted from parameters it had no part in.</summary>
public static class RowFolds
{
    /// <summary>The fold of each row, from 0; sizes differ by at most one.</summary>
    public static int[] Of(int rows, int folds, ulong seed)
    {
        var order = Enumerable.Range(0, rows).ToArray();
        SeededDraws.From($"{seed}/folds").Shuffle<int>(order);
        var result = new int[rows];
        for (var i = 0; i < rows; i++)
            result[order[i]] = i % folds;
        return result;
    }
}
