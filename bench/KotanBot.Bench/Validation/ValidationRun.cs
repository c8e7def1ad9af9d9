using System.Text;

namespace KotanBot.Bench.Validation;

/// <summary>Every figure of docs/validation.md, each part in a block of its own; a part can be asked alone.</summary>
internal static class ValidationRun
{
    public static async Task RunAsync(RunOptions options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Data, $"kotanbot-validation-{Environment.ProcessId}")).FullName;
        try
        {
            var verb = new Verb(options.Server);
            var tai = Path.Combine(options.Responses ?? throw new InvalidOperationException("--responses must name the folder with tai.csv (see bench/run.sh)"), "tai.csv");
            var (promis, recovery) = (new PromisRun(), new RecoveryRun(verb, folder, options.Quick));
            var script = new ReferenceScript();
            var (reference, speed) = (new ReferenceRun(verb, script, tai, folder, options.Quick), new SpeedRun(verb, script, folder, options.Quick));
            var (real, survey) = (new TaiRun(verb, tai, options.Quick), new SurveyRun(verb, folder, options.Quick));
            (string Key, Func<Task> Run, Action<StringBuilder> Write)[] parts =
            [
                ("promis", () => Task.CompletedTask, promis.Write),
                ("recovery", recovery.RunAsync, recovery.Write),
                ("reference", reference.RunAsync, reference.Write),
                ("tai", real.RunAsync, real.Write),
                ("survey", survey.RunAsync, survey.Write),
                ("speed", speed.RunAsync, speed.Write),
            ];
            foreach (var (key, run, write) in parts.Where(p => options.Only is null || options.Only == p.Key))
            {
                await run();
                var page = new StringBuilder();
                write(page);
                Console.WriteLine($"### {key}\n\n{page}");
                if (options.Report is { } report)
                    ReportText.Place($"validation {key}", report, page.ToString());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
