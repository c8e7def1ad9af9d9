using System.Collections.Concurrent;
using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// What is served now: the files of the start with the forms that offices published. The one place where it is exchanged; whoever keeps this instead of a set sees
/// the new one with their next look, and a turn that began runs on the set that it took.
/// </summary>
public sealed class ServedDefinitions
{
    private readonly FormFit? _fit;
    private readonly FormStore? _forms;
    private readonly SatkerStore? _satkers;
    private volatile Served _served;

    /// <summary>Files alone, which never change.</summary>
    public ServedDefinitions(DefinitionSet set)
    {
        Shipped = set;
        _served = new Served(new FittedForms(set, []));
    }

    /// <param name="files">The texts that <paramref name="shipped"/> was read from.</param>
    public ServedDefinitions(IReadOnlyDictionary<string, string> files, DefinitionSet shipped, FormStore forms, SatkerStore satkers)
        : this(shipped)
    {
        _fit = new FormFit(files.Where(f => f.Key.EndsWith(".yaml", StringComparison.Ordinal)).ToImmutableDictionary(StringComparer.Ordinal), shipped);
        _forms = forms;
        _satkers = satkers;
        Refresh();
    }

    /// <summary>What the files alone define.</summary>
    public DefinitionSet Shipped { get; }

    /// <summary>Everything that anybody may be offered, and whatever stored answers name.</summary>
    public DefinitionSet Current => _served.Fitted.Set;

    /// <summary>Published forms that do not fit and are served to nobody.</summary>
    public ImmutableArray<UnfitForm> Unfit => _served.Fitted.Unfit;

    internal FormFit Fit => _fit ?? throw new InvalidOperationException("these definitions are files alone");

    /// <summary>The set as somebody of this office meets it; null for somebody without an office.</summary>
    public DefinitionSet OfferedAt(string? satkerCode)
    {
        var served = _served;
        if (_satkers is null)
            return served.Fitted.Set;
        var (changes, key) = (_satkers.Changes, satkerCode ?? "");
        if (served.Offered.TryGetValue(key, out var known) && known.Changes == changes)
            return known.Set;
        var offered = served.Fitted.Set.OfferedAt(satkerCode is null ? [] : [.. _satkers.ReadAbove(satkerCode)]);
        served.Offered[key] = (changes, offered);
        return offered;
    }

    /// <summary>Whether a form may be known to somebody with this scope: it is there for everybody, offered at their office, or of an office that they see.</summary>
    public bool IsSeenBy(Scope scope, string dialogId) =>
        Current.OwnerOf(dialogId) is not { } owner || scope.Root is not { } root
        || _satkers?.ReadAbove(root).Contains(owner) == true || (scope.WithBelow && _satkers?.ReadAbove(owner).Contains(root) == true);

    /// <summary>Reads the published forms anew. Callers take turns.</summary>
    public void Refresh()
    {
        var before = _served;
        _served = new Served(Fit.Fit(_forms!.ListServed()));
        before.Replaced.SetResult();
    }

    /// <summary>Tells in the log which published forms are left out.</summary>
    public void Tell(ILogger logger)
    {
        foreach (var (form, issues) in Unfit)
            logger.LogWarning(
                "The form {Form} of {Satker} does not fit the definitions any more and is offered to nobody: {Issues}", form.DialogId, form.SatkerCode, string.Join("; ", issues.Take(5)));
    }

    /// <summary>Completes when another set is served than this one.</summary>
    public Task WaitForOtherAsync(DefinitionSet seen, CancellationToken cancellation)
    {
        var served = _served;
        return served.Fitted.Set == seen ? served.Replaced.Task.WaitAsync(cancellation) : Task.CompletedTask;
    }

    private sealed class Served(FittedForms fitted)
    {
        public FittedForms Fitted { get; } = fitted;

        /// <summary>By office, with the state of the tree of offices that it was made by.</summary>
        public ConcurrentDictionary<string, (long Changes, DefinitionSet Set)> Offered { get; } = new();

        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
