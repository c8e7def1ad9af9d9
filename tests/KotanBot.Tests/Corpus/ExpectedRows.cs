using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// What the database must hold after the <c>do:</c> lines so far. The lines do not name the submission they speak of; the
/// conversation before and after the turn tells it, and the rows are then read from their own tables.
/// </summary>
internal sealed class ExpectedRows
{
    private static readonly string[] Personal = ["text", "point", "photos"];

    private const string ForgottenSql = "select count(*) from message where conversation_id = @conversationId and state = 'forgotten' and cipher is null";

    private const string ItemsSql = "select step_id, asked_as, probability, helps from questionnaire_item where submission_id = @Id and dropped = 0";

    private readonly Dictionary<string, Submission> _submissions = [];
    private readonly SortedDictionary<string, string> _profile = new(StringComparer.Ordinal);
    private int _forgotten;

    public bool Erased { get; private set; }

    private sealed class Submission(string dialog)
    {
        public string Dialog => dialog;

        public string Status { get; set; } = "draft";

        public List<(string Step, string Value)> Answers { get; set; } = [];

        public List<string> Changes { get; } = [];

        /// <summary>Items asked by their step, each with how it came to be asked, its probability and how often its meaning was asked.</summary>
        public SortedDictionary<string, (string As, string Probability, int Helps)> Items { get; } = new(StringComparer.Ordinal);

        public override string ToString() => string.Join('\n', [$"{Dialog} {Status}", .. Answers.Select(a => $"  {a.Step} {a.Value}"), .. Changes.Select(c => $"  * {c}"), .. Items.Select(i => $"  ? {i.Key} {i.Value}")]);
    }

    public void Know(CorpusPlayer player)
    {
        foreach (var (name, value) in player.Person.Where(p => p.Key != "seed"))
            _profile[name] = value;
        if (player.Person.ContainsKey("role"))
            _profile["consent"] = "mulai";
    }

    public void Apply(IEnumerable<string> lines, Conversation before, Conversation? after, CorpusPlayer player)
    {
        // What comes late may belong to what was put aside or sent.
        var open = before.Run?.Id ?? before.Paused.FirstOrDefault()?.Id ?? before.Sent.FirstOrDefault()?.Id;
        foreach (var words in lines.Select(l => l.Split(' ', 4)))
        {
            var rest = words.Length > 3 ? words[3] : "";
            switch (words[1])
            {
                case "start":
                    open = after!.Run!.Id;
                    _submissions[open] = new Submission(words[2]);
                    break;
                case "record":
                    Put(_submissions[open!], words[2], rest);
                    break;
                case "remove":
                    _submissions[open!].Answers.RemoveAll(a => a.Step == words[2]);
                    break;
                case "revise":
                    Revise(_submissions[open!], words[2], rest);
                    break;
                case "ask":
                    var (drawn, probability) = (rest.Split(' ')[0], rest.Split(' ')[1]);
                    _submissions[open!].Items.Add(words[2], (drawn, probability, 0));
                    break;
                case "help":
                    var item = _submissions[open!].Items[words[2]];
                    _submissions[open!].Items[words[2]] = item with { Helps = item.Helps + 1 };
                    break;
                case "drop":
                    foreach (var gone in _submissions[open!].Items.Keys.Where(k => k.StartsWith(words[2] + ".", StringComparison.Ordinal)).ToList())
                        _submissions[open!].Items.Remove(gone);
                    break;
                case "submit":
                    _submissions[open!].Status = "submitted";
                    break;
                case "close":
                    _submissions[Gone(before, after!)].Status = words[2];
                    break;
                case "discard":
                    _submissions.Remove(Gone(before, after!));
                    break;
                case "save":
                    _profile[words[2]] = rest;
                    break;
                case "use":
                    var invitation = player.Invitations.Single(i => i.Value.StartsWith(rest, StringComparison.Ordinal)).Value.Split(':');
                    (_profile["role"], _profile["satker"]) = (invitation[1], invitation[2]);
                    break;
                case "silence":
                    if (words[2] == "on")
                        _profile["silent"] = "yes";
                    else
                        _profile.Remove("silent");
                    break;
                case "forget":
                    _forgotten++;
                    break;
                case "erase":
                    Erase();
                    break;
                default:
                    throw new FormatException($"unknown effect: {string.Join(' ', words)}");
            }
        }
    }

    public void Check(Stores stores, string conversationId, CorpusPlayer player)
    {
        Assert.Equal(player.Photos.Count * (Erased ? 0 : 1), stores.Database.Read(c => c.ExecuteScalar<int>("select count(*) from attachment")));
        var actual = stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter(Limit: int.MaxValue));
        Assert.Equal(
            _submissions.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value.ToString()),
            actual.OrderBy(s => s.Id, StringComparer.Ordinal).Select(s => Shown(stores, s, player)));
        if (Erased)
            CheckErased(stores, conversationId);
        else if (stores.Turns.LoadById(conversationId) is { } loaded)
            CheckPerson(stores, loaded);
    }

    private void CheckPerson(Stores stores, LoadedConversation loaded)
    {
        var facts = stores.Facts.Read(loaded, FactsRequest.Usual, DateTimeOffset.UnixEpoch);
        var language = stores.Database.Read(c => c.ExecuteScalar<string?>("select language from person where id = @PersonId", new { loaded.PersonId }));
        var consent = facts.Consent is { } version ? version[..version.IndexOf('@', StringComparison.Ordinal)] : null;
        var fields = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["role"] = facts.Role,
            ["satker"] = facts.Satker?.Code,
            ["name"] = facts.Name,
            ["lembaga"] = facts.Lembaga,
            ["lingkungan"] = facts.Lingkungan,
            ["language"] = language,
            ["consent"] = consent,
            ["silent"] = facts.IsSilent ? "yes" : null,
        };
        Assert.Equal(_profile.Select(p => $"{p.Key}={p.Value}"), fields.Where(f => f.Value is not null).Select(f => $"{f.Key}={f.Value}"));
        Assert.Equal(_forgotten, stores.Database.Read(c => c.ExecuteScalar<int>(ForgottenSql, new { conversationId = loaded.Conversation.Id })));
        Assert.Equal(_forgotten, stores.Turns.ReadTurns(loaded.Conversation.Id).Count(t => t.Input is null));
    }

    private static void CheckErased(Stores stores, string conversationId)
    {
        Assert.Null(stores.Turns.LoadById(conversationId));
        foreach (var table in new[] { "person", "person_key", "attachment" })
            Assert.Equal(0, stores.Database.Read(c => c.ExecuteScalar<int>($"select count(*) from {table}")));
        Assert.Equal(0, stores.Database.Read(c => c.ExecuteScalar<int>("select count(*) from message where cipher is not null and cipher not like 'p:%'")));
        Assert.Equal(0, stores.Database.Read(c => c.ExecuteScalar<int>("select count(*) from turn where cipher is not null")));
    }

    private static string Shown(Stores stores, StoredSubmission stored, CorpusPlayer player)
    {
        var shown = new Submission(stored.DialogId) { Status = stored.Status, Answers = [.. stored.Answers.Select(a => (a.StepId, Json(a.Value, player)))] };
        foreach (var (step, asked, probability, helps) in stores.Database.Read(c => c.Query<(string, string, double, long)>(ItemsSql, new { stored.Id }).ToList()))
            shown.Items[step] = (asked, probability.ToString("0.###", CultureInfo.InvariantCulture), (int)helps);
        shown.Changes.AddRange(stores.Answers.ReadChanges(Scope.Server, stored.Id).Select(c => $"{c.StepId} {Json(c.Before, player)} -> {Json(c.After, player)}"));
        return shown.ToString();
    }

    private static string Json(AnswerValue? value, CorpusPlayer player) =>
        value is null ? "nothing" : player.Photos.Aggregate(ConversationJson.Write(value), (json, photo) => json.Replace(photo.Key, photo.Value, StringComparison.Ordinal));

    private static void Put(Submission submission, string step, string value)
    {
        var place = submission.Answers.FindIndex(a => a.Step == step);
        if (place < 0)
            submission.Answers.Add((step, value));
        else
            submission.Answers[place] = (step, value);
    }

    private static void Revise(Submission submission, string step, string change)
    {
        submission.Changes.Add($"{step} {change}");
        var after = change[(change.IndexOf(" -> ", StringComparison.Ordinal) + 4)..];
        if (after == "nothing")
            submission.Answers.RemoveAll(a => a.Step == step);
        else
            Put(submission, step, after);
    }

    /// <summary>The run that was open or put aside before the turn and is neither after it.</summary>
    private static string Gone(Conversation before, Conversation after) =>
        Open(before).Except(Open(after)).Single();

    private static IEnumerable<string> Open(Conversation conversation) => conversation.Paused.Prepend(conversation.Run).OfType<Run>().Select(r => r.Id);

    private void Erase()
    {
        Erased = true;
        foreach (var id in _submissions.Where(s => s.Value.Status != "submitted").Select(s => s.Key).ToList())
            _submissions.Remove(id);
        foreach (var submission in _submissions.Values)
            submission.Answers.RemoveAll(a => Personal.Contains(JsonNode.Parse(a.Value)!["t"]!.GetValue<string>()));
    }
}
