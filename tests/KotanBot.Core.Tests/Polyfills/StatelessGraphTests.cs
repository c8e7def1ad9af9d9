using Stateless;
using Stateless.Graph;
using Stateless.Reflection;

namespace KotanBot.Core.Tests.Polyfills;

/// <summary>
/// Drawings must be the same with the polyfill and with the package, or a generated diagram in docs would change on a
/// swap. The expected texts stand here in full and both are held to them.
/// </summary>
public class StatelessGraphTests
{
    [Fact]
    public void Mermaid_shows_nesting_guards_actions_and_awkward_names() => AssertLines(
        """
        stateDiagram-v2
        	direction LR
        	Inreview : In review
        	Thankyou : Thank: you
        	Inreview_1 : In-review
        	state Open {
        		Asking
        		Deep
        	}
        	state Deep {
        		Inreview
        	}
        	Idle --> Asking : start / greet
        	Open --> Thankyou : finish [complete]
        	Open --> Gone : finish [gave up]
        	Asking --> Asking : answer / ask
        	Asking --> Inreview : review
        	Asking --> Asking : help [Function]
        	Asking --> Asking : skip
        	Asking --> Asking : jump [busy]
        	Inreview --> Inreview_1 : back
        	Inreview --> Open : up
        [*] --> Idle
        """,
        MermaidGraph.Format(Survey(), MermaidGraphDirection.LeftToRight));

    [Fact]
    public void Dot_shows_nesting_guards_actions_and_quotes() => AssertLines(
        """
        digraph {
        compound=true;
        node [shape=Mrecord]
        rankdir="LR"

        subgraph "clusterOpen"
        	{
        	label = "Open\n----------\nentry / open \"file\"\nexit / close"
        "Asking" [label="Asking|entry / ask\nexit / Function"];
        "Deep" [label="Deep"];
        }

        subgraph "clusterDeep"
        	{
        	label = "Deep"
        "In review" [label="In review"];
        }
        "Idle" [label="Idle"];
        "Thank: you" [label="Thank: you"];
        "Gone" [label="Gone"];
        "In-review" [label="In-review"];

        "Idle" -> "Asking" [style="solid", label="start / greet"];
        "Open" -> "Thank: you" [style="solid", label="finish [complete]"];
        "Open" -> "Gone" [style="solid", label="finish [gave up]"];
        "Asking" -> "Asking" [style="solid", label="answer / ask"];
        "Asking" -> "In review" [style="solid", label="review"];
        "Asking" -> "Asking" [style="solid", label="help [Function]"];
        "Asking" -> "Asking" [style="solid", label="skip"];
        "Asking" -> "Asking" [style="solid", label="jump [busy]"];
        "In review" -> "In-review" [style="solid", label="back"];
        "In review" -> "Open" [style="solid", label="up"];
         init [label="", shape=point];
         init -> "Idle"[style = "solid"]
        }
        """,
        UmlDotGraph.Format(Survey()));

    [Theory]
    [InlineData(MermaidGraphDirection.LeftToRight, "LR")]
    [InlineData(MermaidGraphDirection.RightToLeft, "RL")]
    [InlineData(MermaidGraphDirection.TopToBottom, "TB")]
    [InlineData(MermaidGraphDirection.BottomToTop, "BT")]
    public void Mermaid_flows_the_way_asked(MermaidGraphDirection direction, string code) => AssertLines(
        $"""
        stateDiagram-v2
        	direction {code}
        [*] --> Idle
        """,
        MermaidGraph.Format(new StateMachine<string, string>("Idle").GetInfo(), direction));

    [Fact]
    public void Mermaid_without_a_direction_leaves_it_to_the_reader() => AssertLines(
        """
        stateDiagram-v2
        	Idle --> Done : go
        [*] --> Idle
        """,
        MermaidGraph.Format(OneMove()));

    /// <summary>tests/use-packages.sh asks for the drawings of either side as files and compares them byte by byte.</summary>
    [Fact]
    public void Writes_the_drawings_where_they_can_be_compared()
    {
        var folder = Environment.GetEnvironmentVariable("KOTANBOT_TEST_GRAPHS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Only tests/use-packages.sh asks for the drawings.");
        Directory.CreateDirectory(folder!);
        File.WriteAllText(Path.Combine(folder!, "survey.mmd"), MermaidGraph.Format(Survey(), MermaidGraphDirection.TopToBottom));
        File.WriteAllText(Path.Combine(folder!, "survey.dot"), UmlDotGraph.Format(Survey()));
        Assert.All(["survey.mmd", "survey.dot"], name => Assert.True(new FileInfo(Path.Combine(folder!, name)).Length > 100));
    }

    private static StateMachineInfo OneMove()
    {
        var machine = new StateMachine<string, string>("Idle");
        machine.Configure("Idle").Permit("go", "Done");
        return machine.GetInfo();
    }

    private static StateMachineInfo Survey()
    {
        var machine = new StateMachine<string, string>("Idle");
        machine.Configure("Idle").Permit("start", "Asking");
        machine.Configure("Open")
            .PermitIf("finish", "Thank: you", () => true, "complete")
            .PermitIf("finish", "Gone", () => false, "gave up")
            .OnEntry(() => { }, "open \"file\"")
            .OnExit(() => { }, "close");
        machine.Configure("Asking").SubstateOf("Open")
            .PermitReentry("answer")
            .Permit("review", "In review")
            .InternalTransition("help", () => { })
            .Ignore("skip")
            .IgnoreIf("jump", () => true, "busy")
            .OnEntry(() => { }, "ask")
            .OnEntryFrom("start", () => { }, "greet")
            .OnExit(() => { });
        machine.Configure("Deep").SubstateOf("Open");
        machine.Configure("In review").SubstateOf("Deep").Permit("back", "In-review").Permit("up", "Open");
        return machine.GetInfo();
    }

    private static void AssertLines(string expected, string actual) =>
        Assert.Equal(expected.ReplaceLineEndings("\n").Split('\n'), actual.ReplaceLineEndings("\n").Split('\n'));
}
