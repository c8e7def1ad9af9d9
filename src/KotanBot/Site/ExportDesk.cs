using System.Collections.Concurrent;
using KotanBot.Core.Offices;
using KotanBot.Exports;
using KotanBot.Storage;

namespace KotanBot.Site;

/// <summary>
/// Makes the files that the admin site is asked for, in the background: one a session, two at a time on the whole machine. A file lies in the data folder for an
/// hour at most, readable by the server's user alone; what an earlier run left there goes at the start.
/// </summary>
public sealed class ExportDesk(OpenedGateway gateway, TimeProvider time, ILogger<ExportDesk> logger) : RepeatingJob(TimeSpan.FromMinutes(1), time, logger)
{
    public const int MostRunning = 2;

    public const int MostKept = 50;

    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, SiteExport> _bySession = new();
    private readonly ConcurrentDictionary<SiteExport, Task> _running = new();
    private readonly Lock _begin = new();

    private string Folder => Path.Combine(gateway.Folder.Path, "exports");

    /// <summary>The last one that this session asked for.</summary>
    public SiteExport? Find(string session) => _bySession.GetValueOrDefault(session);

    /// <summary>Null while this session's runs, too many run for others, or too many files lie there.</summary>
    public SiteExport? Begin(string session, Scope scope, Satker satker, ExportWish wish, bool named)
    {
        lock (_begin)
        {
            var before = Find(session);
            if (before?.State == SiteExportState.Running || _running.Count >= MostRunning || _bySession.Count >= MostKept)
                return null;
            CreateFolder();
            var export = new SiteExport(satker, wish, Path.Combine(Folder, $"{Guid.NewGuid():N}"), Time.GetUtcNow());
            Forget(session);
            _bySession[session] = export;
            var token = export.Ending.Token;
            _running[export] = Task.Run(async () =>
            {
                await MakeAsync(export, scope, named, token);
                _running.TryRemove(export, out _);
            }, CancellationToken.None);
            return export;
        }
    }

    /// <summary>Ends what runs and takes away what is done.</summary>
    public void Drop(string session)
    {
        lock (_begin)
            Forget(session);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _bySession.Keys)
            Drop(session);
        await Task.WhenAll(_running.Values);
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Whatever lies there and belongs to no export of the last hour goes.</summary>
    protected override Task RunAsync(CancellationToken cancellation)
    {
        lock (_begin)
        {
            foreach (var (session, export) in _bySession)
                if (export.State != SiteExportState.Running && Time.GetUtcNow() - export.StartedAt >= Kept)
                    Forget(session);
            var known = _bySession.Values.Select(e => e.Path).ToHashSet();
            if (Directory.Exists(Folder))
                foreach (var file in Directory.GetFiles(Folder).Where(f => !known.Contains(f)))
                    File.Delete(file);
        }

        return Task.CompletedTask;
    }

    private void Forget(string session)
    {
        if (!_bySession.TryRemove(session, out var export))
            return;
        export.Ending.Cancel();
        File.Delete(export.Path);
    }

    private async Task MakeAsync(SiteExport export, Scope scope, bool named, CancellationToken cancellation)
    {
        try
        {
            var work = new ExportWork(gateway.Stores, gateway.Served, scope, export.Wish, named);
            export.Expect(work.Count());
            var (rows, bytes) = (0L, 0L);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(export.Path, options))
            {
                await TableFile.WriteAsync(
                    file,
                    export.Wish.Form,
                    async table => rows = await work.WriteAsync(
                        table,
                        done =>
                        {
                            export.Tell(done);
                            cancellation.ThrowIfCancellationRequested();
                        },
                        cancellation),
                    cancellation);
                bytes = file.Length;
            }

            export.Finish(rows, bytes);
        }
#pragma warning disable CA1031 // The page tells that it failed; nobody awaits this task.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!cancellation.IsCancellationRequested)
                Logger.LogError("An export of {Satker} failed: {Failure}", export.Satker.Code, Failure.Describe(exception));
            export.Fail();
            File.Delete(export.Path);
        }
        finally
        {
            // Dropped in its last moment: nobody knows of the file any more.
            if (cancellation.IsCancellationRequested)
                File.Delete(export.Path);
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
