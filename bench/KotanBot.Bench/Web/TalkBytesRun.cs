using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KotanBot.Bench.Web;

/// <summary>What it costs a registered person to come back to the page and send an activity report, or fill in a questionnaire.</summary>
internal sealed partial class TalkBytesRun(bool quick)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(700);

    private readonly List<TalkBytes> _all = [];

    private int Times => quick ? 1 : 2;

    public async Task RunAsync(Chrome chrome, Uri server, string code)
    {
        for (var i = 0; i < Times; i++)
        {
            foreach (var face in (ChatFace[])[ChatFace.Ours, ChatFace.WebChat])
            {
                foreach (var presses in (bool[])[true, false])
                    await TalkAsync(chrome, server, code, face, presses);
            }
        }
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine($"Bytes of HTTP heads, bodies, handshake and frames, without TLS and TCP. {(Times == 1 ? "Once" : $"{Times} times")} each; together: with the lowest and highest.");
        page.AppendLine();
        page.AppendLine("| what, where, how | opening: sent | received | talk: sent | received | together |");
        page.AppendLine("|---|---|---|---|---|---|");
        foreach (var rows in _all.GroupBy(b => b.Name))
            page.AppendLine($"| {rows.Key} | {Median(rows, b => b.Opening.Up)} | {Median(rows, b => b.Opening.Down)} | {Median(rows, b => b.Talk.Up)} | {Median(rows, b => b.Talk.Down)} | **{ReportText.Cell(new Spread(rows.Select(b => (double)b.Together)), "0")}** |");
        page.AppendLine();
        page.AppendLine("| Web Chat over KotanBot's page, the same talk | all bytes | of the talk alone |");
        page.AppendLine("|---|---|---|");
        foreach (var rows in _all.GroupBy(b => b.What))
        {
            var (ours, theirs) = (rows.Where(b => b.Face == ChatFace.Ours), rows.Where(b => b.Face == ChatFace.WebChat));
            page.AppendLine($"| {rows.Key} | {Ratio(theirs, ours, b => b.Together)} × | {Ratio(theirs, ours, b => b.Talk.Together)} × |");
        }
        page.AppendLine();
        page.AppendLine("One report on KotanBot's page, by buttons, call by call:");
        page.AppendLine();
        page.AppendLine("| call | heads and bodies sent | received | frames sent | bytes | frames received | bytes |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var call in _all.First(b => b.Face == ChatFace.Ours).Calls)
            page.AppendLine($"| `{call.Method} {Ids().Replace(call.Path, "…")}` {call.Status} | {call.RequestHead + call.RequestBody} | {call.AnswerHead + call.Answer.Length} | {call.Sent.Count} | {call.Sent.Bytes} | {call.Received.Count} | {call.Received.Bytes} |");
        page.AppendLine();
    }

    private async Task TalkAsync(Chrome chrome, Uri server, string code, ChatFace face, bool presses)
    {
        await using var tap = Tap.Start(server);
        await using var person = await chrome.NewPersonAsync(tap.Address);
        var page = await face.OpenAsync(person, ChatFace.FirstQuestion);
        var last = ChatFace.FirstQuestion;
        var registration = WebTalk.Registration(code);
        foreach (var answer in registration.Lines)
        {
            await face.SayAsync(page, answer, presses);
            last = answer.Reply;
        }
        await page.CloseAsync();
        foreach (var talk in (WebTalk[])[WebTalk.Report, WebTalk.Sheet])
        {
            _all.Add(await ComeBackAsync(tap, person, face, talk, last, presses));
            last = talk.Lines[^1].Reply;
            Console.Error.WriteLine($"bytes: {_all[^1].Name}: opening {_all[^1].Opening}, talk {_all[^1].Talk}");
        }
    }

    private static async Task<TalkBytes> ComeBackAsync(Tap tap, IBrowserContext person, ChatFace face, WebTalk talk, string last, bool presses)
    {
        var before = await tap.SettleAsync(Quiet);
        var mark = tap.Connections().ToDictionary(c => c, c => (c.Up.Length, c.Down.Length));
        var page = await face.OpenAsync(person, last);
        var opened = await tap.SettleAsync(Quiet);
        var pressed = 0;
        foreach (var answer in talk.Lines)
            pressed += await face.SayAsync(page, answer, presses) ? 1 : 0;
        var talked = await tap.SettleAsync(Quiet);
        await page.CloseAsync();
        var how = presses ? $"{pressed} of {talk.Lines.Length} answers by buttons" : $"{talk.Lines.Length} answers typed";
        return new TalkBytes(face, $"{talk.Name}, {(presses ? "buttons" : "typed")}", $"{talk.Name}, {face.Name}, {how}", opened - before, talked - opened, TapReader.Read(tap, mark));
    }

    private static string Median(IEnumerable<TalkBytes> rows, Func<TalkBytes, long> figure) => new Spread(rows.Select(b => (double)figure(b))).Median.ToString("0");

    private static string Ratio(IEnumerable<TalkBytes> over, IEnumerable<TalkBytes> under, Func<TalkBytes, long> figure) =>
        ReportText.Cell(new Spread(over.Zip(under, (a, b) => (double)figure(a) / figure(b))), "0.0");

    [GeneratedRegex("(?<=conversations/)[^/]+|(?<=[?&](t|v|watermark)=)[^&]+")]
    private static partial Regex Ids();

    private sealed record TalkBytes(ChatFace Face, string What, string Name, Traffic Opening, Traffic Talk, List<TappedCall> Calls)
    {
        public long Together => Opening.Together + Talk.Together;
    }
}
