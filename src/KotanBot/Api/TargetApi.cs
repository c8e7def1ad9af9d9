using System.Collections.Immutable;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Api;

/// <summary>What an office was to do in a year and did.</summary>
public sealed record ApiTargets
{
    /// <summary>Code of the office.</summary>
    public required string Satker { get; init; }

    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>Whether these are sums with all offices below.</summary>
    public required bool Below { get; init; }

    /// <summary>In the order of the definitions.</summary>
    public required ImmutableArray<ApiTarget> Outputs { get; init; }
}

/// <summary>One output.</summary>
public sealed record ApiTarget
{
    /// <summary>Id of the output.</summary>
    public required string Output { get; init; }

    /// <summary>In Indonesian; the id where it is defined no more.</summary>
    public required string Title { get; init; }

    /// <summary>What is counted; null where it is defined no more.</summary>
    public required string? Unit { get; init; }

    /// <summary>Null where none was set.</summary>
    public required decimal? Target { get; init; }

    /// <summary>What was done.</summary>
    public required decimal Realisation { get; init; }

    /// <summary>Done of the target, rounded half-up to two decimals; null without a target and for a target of 0.</summary>
    public required decimal? Percent { get; init; }

    /// <summary>`reports`: counted from verified reports. `office`: entered by the office.</summary>
    public required string Source { get; init; }

    internal static ApiTarget Of(Output? output, OutputTarget figures) => new()
    {
        Output = figures.Output,
        Title = output?.Title.Indonesian ?? figures.Output,
        Unit = output?.Unit.Indonesian,
        Target = figures.Target,
        Realisation = figures.Realisation.Done,
        Percent = figures.Realisation.Percent,
        Source = output is { IsEntered: true } ? "office" : "reports",
    };

    internal static ApiTarget Example => new() { Output = "rawat-jalan", Title = "Layanan rawat jalan", Unit = "orang", Target = 30, Realisation = 42, Percent = 140, Source = "reports" };
}

/// <summary><c>/targets</c>.</summary>
internal sealed class TargetApi(TargetStore targets, ServedDefinitions definitions)
{
    public static void Map(RouteGroupBuilder routes)
    {
        var api = ActivatorUtilities.CreateInstance<TargetApi>(((IEndpointRouteBuilder)routes).ServiceProvider);
        routes.MapGet("/targets", (HttpContext context) => api.Read(ApiCall.Of(context))).Describe(
            "getTargets",
            "Targets of a year and what was done",
            new ApiTargets { Satker = "BNNK-19.02", Year = 2026, Below = false, Outputs = [ApiTarget.Example] },
            ApiParameter.Satker,
            ApiParameter.Year,
            ApiParameter.Below);
    }

    private ApiTargets Read(ApiCall call)
    {
        var satker = call.ReadSatker(ApiParameter.Satker);
        var facts = targets.Read(call.Scope, satker.Code, call.ReadYear(satker), call.ReadFlag(ApiParameter.Below), definitions.Current.Outputs)!;
        return new ApiTargets
        {
            Satker = satker.Code,
            Year = facts.Year,
            Below = facts.WithBelow,
            Outputs = [.. definitions.Current.Outputs.Join(facts.Outputs, o => o.Id, f => f.Output, ApiTarget.Of)],
        };
    }
}
