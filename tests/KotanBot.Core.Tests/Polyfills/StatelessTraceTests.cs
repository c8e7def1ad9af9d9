using System.Globalization;
using Stateless;
using Stateless.Graph;

namespace KotanBot.Core.Tests.Polyfills;

/// <summary>
/// Machines put together at random, driven at random, and everything they do written down. tests/use-packages.sh has it
/// written by the polyfill and by the package and compares the two: what nobody thought to test by hand differs here.
/// </summary>
public class StatelessTraceTests
{
    private const int Machines = 500;
    private const int StatesEach = 6;
    private const int TriggersEach = 4;
    private const int FiresEach = 25;

    [Fact]
    public void Writes_what_random_machines_do_where_it_can_be_compared()
    {
        var folder = Environment.GetEnvironmentVariable("KOTANBOT_TEST_GRAPHS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Only tests/use-packages.sh asks for the traces.");
        Directory.CreateDirectory(folder!);

        var traces = Enumerable.Range(0, Machines).SelectMany(Trace).ToList();

        File.WriteAllLines(Path.Combine(folder!, "traces.txt"), traces);
        Assert.Contains(traces, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.Contains(traces, line => line.Contains("transitioned", StringComparison.Ordinal));
    }

    private static List<string> Trace(int seed)
    {
        var random = new Random(seed);
        var trace = new List<string> { $"machine {seed}" };
        var flags = new bool[4];
        var machine = new StateMachine<string, string>(Name('S', random.Next(StatesEach)));
        machine.OnTransitioned(transition => trace.Add($"  transitioned {transition.Source}>{transition.Destination} by {transition.Trigger} in {machine.State}"));
        for (var state = 0; state < StatesEach; state++) Configure(machine, state, random, flags, trace);
        Draw(machine, trace);
        for (var fire = 0; fire < FiresEach; fire++)
        {
            flags[random.Next(flags.Length)] ^= true;
            Fire(machine, Name('t', random.Next(TriggersEach)), trace);
        }

        Draw(machine, trace);
        return trace;
    }

    private static void Configure(StateMachine<string, string> machine, int state, Random random, bool[] flags, List<string> trace)
    {
        var configuration = machine.Configure(Name('S', state));
        var name = configuration.State;
        if (random.Next(3) == 0) Attempt(() => configuration.SubstateOf(Name('S', random.Next(StatesEach))), trace);
        configuration.OnEntry(transition => trace.Add($"  entry {name} from {transition.Source} {transition.IsReentry}"), "enter");
        configuration.OnExit(transition => trace.Add($"  exit {name} to {transition.Destination}"), "leave");
        if (random.Next(3) == 0) configuration.OnEntryFrom(Name('t', random.Next(TriggersEach)), () => trace.Add($"  special entry {name}"), "special");
        if (random.Next(8) == 0) configuration.OnExit(() => trace.Add($"  may help: {machine.CanFire(Name('t', 0))}"));
        for (var rule = random.Next(5); rule > 0; rule--) Attempt(() => AddRule(configuration, random, flags, trace), trace);
    }

    private static void AddRule(StateMachine<string, string>.StateConfiguration configuration, Random random, bool[] flags, List<string> trace)
    {
        var trigger = Name('t', random.Next(TriggersEach));
        var destination = Name('S', random.Next(StatesEach + 1)); // One more than is configured.
        var flag = random.Next(flags.Length);
        var words = random.Next(2) == 0 ? null : $"flag {flag.ToString(CultureInfo.InvariantCulture)}";
        _ = random.Next(8) switch
        {
            0 => configuration.Permit(trigger, destination),
            1 => configuration.PermitReentry(trigger),
            2 => configuration.PermitReentryIf(trigger, () => flags[flag], words),
            3 => configuration.Ignore(trigger),
            4 => configuration.IgnoreIf(trigger, () => flags[flag], words),
            5 => configuration.InternalTransition(trigger, transition => trace.Add($"  internal {transition.Source} {transition.Trigger}")),
            _ => configuration.PermitIf(trigger, destination, () => flags[flag], words),
        };
    }

    private static void Fire(StateMachine<string, string> machine, string trigger, List<string> trace)
    {
        trace.Add($" {trigger} in {machine.State}");
        Attempt(
            () =>
            {
                var can = machine.CanFire(trigger, out var unmet);
                trace.Add($"  can {can} unmet {(unmet is null ? "unknown" : string.Join(", ", unmet))}");
            },
            trace);
        Attempt(() => machine.Fire(trigger), trace);
        trace.Add($"  within {string.Join(' ', Enumerable.Range(0, StatesEach).Select(state => Name('S', state)).Where(machine.IsInState))}");
#pragma warning disable CS0618 // The package marks the synchronous form as obsolete; we promise it all the same.
        trace.Add($"  permitted {string.Join(' ', machine.PermittedTriggers)}");
#pragma warning restore CS0618
    }

    private static void Draw(StateMachine<string, string> machine, List<string> trace)
    {
        var info = machine.GetInfo();
        trace.AddRange(MermaidGraph.Format(info, MermaidGraphDirection.LeftToRight).ReplaceLineEndings("\n").Split('\n'));
        trace.AddRange(UmlDotGraph.Format(info).ReplaceLineEndings("\n").Split('\n'));
    }

    /// <summary>Only the kind of a failure is compared; the words are each side's own.</summary>
    private static void Attempt(Action action, List<string> trace)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            trace.Add($"  {failure.GetType().Name}");
        }
    }

    private static string Name(char kind, int number) => kind + number.ToString(CultureInfo.InvariantCulture);
}
