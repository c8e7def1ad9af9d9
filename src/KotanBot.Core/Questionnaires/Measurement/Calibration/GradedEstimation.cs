namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Marginal maximum likelihood of the graded model by EM (Bock and Aitkin 1981, doi:10.1007/BF02293801) for several populations (Bock and
/// Zimowski 1997, doi:10.1007/978-1-4757-2691-6_25), with answers missing by design. The first population is N(0, 1); mean and deviation of the others are
/// estimated. Two EM steps are extrapolated (Varadhan and Roland 2008, doi:10.1111/j.1467-9469.2007.00585.x) where that does not lower the likelihood.
/// </summary>
internal sealed class GradedEstimation
{
    private const int MostSteps = 1000;
    private const double Tolerance = 1e-5;

    private readonly ExpectationStep _expectation;
    private readonly ItemStep _itemStep;

    private GradedEstimation(GradedData data)
    {
        _expectation = new ExpectationStep(data);
        _itemStep = new ItemStep(ExpectationStep.Points);
        Parameters = GradedParameters.Start(data);
    }

    public GradedParameters Parameters { get; private set; }

    public double LogLikelihood { get; private set; }

    /// <summary>EM steps taken.</summary>
    public int Steps { get; private set; }

    public bool Converged { get; private set; }

    public static GradedEstimation Of(GradedData data)
    {
        var estimation = new GradedEstimation(data);
        estimation.Iterate();
        return estimation;
    }

    private void Iterate()
    {
        while (Steps < MostSteps && !Converged)
        {
            var first = Step(Parameters);
            var atStart = LogLikelihood;
            var second = Step(first);
            Converged = Distance(first, second) < Tolerance;
            Parameters = Converged ? second : Extrapolated(Parameters, first, second, atStart) ?? second;
        }

        LogLikelihood = _expectation.Run(Parameters);
    }

    /// <summary>One EM step; leaves the likelihood of its start in <see cref="LogLikelihood"/>.</summary>
    private GradedParameters Step(GradedParameters from)
    {
        LogLikelihood = _expectation.Run(from);
        Steps++;
        var to = from.Copy();
        for (var item = 0; item < to.Categories.Length; item++)
            _itemStep.Improve(_expectation.CountsOf(item), to.Item(item));
        for (var population = 1; population < to.PopulationCount; population++)
        {
            var (mean, deviation) = _expectation.MomentsOf(population);
            to.Population(population)[0] = mean;
            to.Population(population)[1] = Math.Max(GradedParameters.LeastDeviation, deviation);
        }

        return to;
    }

    /// <summary>Where the two steps point to, after one more step that settles it; null when it is worse than where they began.</summary>
    private GradedParameters? Extrapolated(GradedParameters start, GradedParameters first, GradedParameters second, double atStart)
    {
        double steps = 0, bends = 0;
        for (var i = 0; i < start.Values.Length; i++)
        {
            var step = first.Values[i] - start.Values[i];
            var bend = second.Values[i] - first.Values[i] - step;
            steps += step * step;
            bends += bend * bend;
        }

        var length = bends == 0 ? 1 : Math.Clamp(Math.Sqrt(steps / bends), 1, 32);
        if (length <= 1)
            return null;
        var far = start.Copy();
        for (var i = 0; i < far.Values.Length; i++)
        {
            var step = first.Values[i] - start.Values[i];
            var bend = second.Values[i] - first.Values[i] - step;
            far.Values[i] += (2 * length * step) + (length * length * bend);
        }

        if (!far.ArePossible())
            return null;
        var settled = Step(far);
        return LogLikelihood >= atStart ? settled : null;
    }

    private static double Distance(GradedParameters one, GradedParameters other)
    {
        double most = 0;
        for (var i = 0; i < one.Values.Length; i++)
            most = Math.Max(most, Math.Abs(one.Values[i] - other.Values[i]));
        return most;
    }
}
