using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>Seeded random talk: whatever people send, the engine answers, keeps its books straight and never throws.</summary>
public sealed class RandomTalkTests
{
    private static readonly string[] Words =
    [
        "/lapor", "/nihil", "/ikp", "/ikotan", "/ikkr", "Parit", "lainnya", "keluarga", "guru", "tidak berlaku", "ya benar", "b", "c", "/status", "/lanjut", "/kembali", "/batal", "/bantuan", "/bahasa", "/bahasa en", "/data", "/hapus", "/senyap", "/kabari", "/perbaiki", "/jeda", "/lewati",
        "/aduan", "/layanan", "rehab", "surat", "/kumpul", "/ibmukur", "berikutnya", "AB-123", "/mulai", "/mulai BAIK2345", "BAIK2345", "?", "ya", "tidak", "lewati", "lewati tidak tahu", "tidak tahu", "batal", "kembali", "lanjut", "kirim", "perbaiki", "tambah", "selesai",
        "1", "2", "3", "10", "a", "d", "1, 3", "semua", "45", "±50 org", "dua ratusan", "-1", "kemarin", "3 Nov", "31 Feb", "besok", "5 Nov - 3 Nov", "2021", "Kupang", "Kab. Belitung", "NTT",
        "SMPN 1", "Ada kendala proyektor", "", "   ", "😀", "\u0000", "<b>x</b>", "'; drop table", "/terbang", "/", "baru", "ada bandar di gang mawar tolong tangkap", "Rina", "setuju", "english",
        new string('z', 290), new string('z', 900), string.Join('\n', Enumerable.Repeat("baris panjang tentang kegiatan", 45)),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Is_always_answered_and_never_corrupts_the_state(int seed)
    {
        var random = new Random(seed);
        var talk = new Talk(seed % 2 == 0 ? "respondent" : "penggiat");
        for (var i = 0; i < 300; i++)
        {
            talk.RefersTo = random.Next(120);
            talk.Take(Draw(random, talk));
        }

        Assert.True(talk.Turns >= 300);
    }

    private static Input Draw(Random random, Talk talk) => random.Next(24) switch
    {
        0 => new Input.Timeout(),
        1 => new Input.Photos([$"p{random.Next(100)}"], null),
        2 => new Input.Place(-2.7, 107.6),
        3 => random.Next(2) == 0 ? new Input.Unsupported("voice") : new Input.Unsupported("full") { Album = $"a{random.Next(4)}" },
        20 or 21 => new Input.Edit("m", Words[random.Next(Words.Length)]),
        22 => new Input.Reply("m", Words[random.Next(Words.Length)]),
        23 => random.Next(3) == 0 ? new Input.MediaLost(["p1"]) : new Input.Photos([$"p{random.Next(100)}"], random.Next(8) == 0 ? "ada bandar di gang mawar tolong tangkap" : null) { Album = $"a{random.Next(4)}" },
        4 => new Input.Joined(),
        5 => new Input.Press(random.Next(50), random.Next(200), "kirim"),
        6 => new Input.Text(new string('x', random.Next(3_990, 4_010))),
        < 12 when talk.Buttons.Count > 0 => talk.Buttons[random.Next(talk.Buttons.Count)],
        _ => new Input.Text(Words[random.Next(Words.Length)]),
    };

    private sealed class Talk(string role)
    {
        private readonly InvitationFacts _invitation = new("BAIK2345", InvitationState.Valid, role, new SatkerFacts("BNNK-19.02", "BNNK Belitung", "19.02"));

        private static readonly EntryLine[] Entries = [.. Enumerable.Range(1, 15).Select(i => new EntryLine($"k{i}", $"Desa Parit {i}", "19.02.01", null))];

        private Conversation _conversation = New(0);
        private Facts _facts = new();
        private DateTimeOffset _now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
        private readonly Dictionary<string, string> _submissions = [];
        private int _erased;

        public List<Input.Press> Buttons { get; } = [];

        public int Turns { get; private set; }

        /// <summary>Drawn for every turn, though only an edit or a reply refers to a place.</summary>
        public long RefersTo { get; set; }

        public void Take(Input input)
        {
            if (input is Input.Timeout)
                _now = _conversation.WakeAt ?? _now.AddHours(1);
            _now = _now.AddMinutes(1);
            var definitions = ShippedDefinitions.Set;
            var meaning = definitions.Recognise(_conversation, input);
            var facts = _facts with
            {
                Invitation = meaning.InvitationCode is { } code ? (code == _invitation.Code ? _invitation : new InvitationFacts(code, InvitationState.Unknown, null, null)) : null,
                Entries = meaning.Entries is { } named ? [.. named.Registers.Select(r => EntryFacts.Of(r, named, Entries))] : null,
                RefersTo = input is Input.Edit or Input.Reply && RefersTo < 100 ? Math.Max(0, _conversation.Ordinal - RefersTo) : null,
                Held = meaning.AsksForHeldData ? new HeldData(_now, 1, _now, [], [new HeldMessage(_now, new string('y', 9_000))]) : null,
            };
            var before = ConversationJson.Read<Conversation>(ConversationJson.Write(_conversation)) with { WakeAt = _conversation.WakeAt };
            var result = ConversationEngine.RunTurn(definitions, before, facts, input, _now);
            Check(input, before, result);
            Follow(result);
            Turns++;
        }

        private static void Check(Input input, Conversation before, TurnResult result)
        {
            var after = result.Conversation;
            var says = result.Effects.OfType<Effect.Say>().ToList();
            Assert.Equal(before.Ordinal + (input.IsMessage ? 1 : 0) + says.Count, after.Ordinal);
            var tapsAgain = input is Input.Press press && before.Taken == new TakenPress(before.Turn, press.Ordinal, press.Key);
            Assert.True(says.Count > 0 || tapsAgain || input is Input.Timeout or Input.Photos { Album: not null } or Input.Unsupported { Album: not null }, $"no answer to {input}");
            Assert.All(says, s => Assert.InRange(s.Prompt.Text.Length, 1, 4_096));
            Assert.All(says.SelectMany(s => s.Prompt.Choices), c => Assert.True(c.Key.Length is > 0 and <= 40 && c.Label.Length > 0));
            Assert.Equal(after.State is LifecycleState.Asking or LifecycleState.Reviewing or LifecycleState.Revising, after.Run is not null);
            Assert.Equal(after.State == LifecycleState.Paused, after.Run is null && !after.Paused.IsEmpty);
            Assert.Equal(after.Run is null && after.Paused.IsEmpty, after.WakeAt is null);
            Assert.Equal(after.Paused.Length, after.Paused.Select(r => r.DialogId).Distinct().Count());
            if (after.WakeAt is { } wake && input.IsMessage)
                Assert.True(wake.ToUniversalTime() == wake, string.Create(CultureInfo.InvariantCulture, $"{wake} is not UTC"));
        }

        private void Follow(TurnResult result)
        {
            foreach (var effect in result.Effects)
            {
                switch (effect)
                {
                    case Effect.Say say:
                        Buttons.AddRange(say.Prompt.Choices.Select(c => new Input.Press(result.Conversation.Turn, say.Ordinal, c.Key)));
                        break;
                    case Effect.StartSubmission start:
                        Assert.True(_submissions.TryAdd(start.SubmissionId, "draft"));
                        break;
                    case Effect.RecordAnswer or Effect.RemoveAnswer:
                        Assert.Equal("draft", _submissions[effect is Effect.RecordAnswer record ? record.SubmissionId : ((Effect.RemoveAnswer)effect).SubmissionId]);
                        break;
                    case Effect.ReviseAnswer revise:
                        Assert.Equal("submitted", _submissions[revise.SubmissionId]);
                        Assert.NotEqual(revise.Before, revise.After);
                        break;
                    case Effect.Submit submit:
                        Assert.Equal("draft", _submissions[submit.SubmissionId]);
                        _submissions[submit.SubmissionId] = "submitted";
                        break;
                    case Effect.CloseSubmission close:
                        Assert.Equal("draft", _submissions[close.SubmissionId]);
                        _submissions[close.SubmissionId] = "closed";
                        break;
                    case Effect.DropSubmission drop:
                        Assert.True(_submissions.Remove(drop.SubmissionId));
                        break;
                    case Effect.UseInvitation:
                        _facts = _facts with { Role = _invitation.Role, Satker = _invitation.Satker };
                        break;
                    case Effect.SetSilence silence:
                        Assert.NotEqual(_facts.IsSilent, silence.Silent);
                        _facts = _facts with { SilentSince = silence.Silent ? DateTimeOffset.UnixEpoch : null };
                        break;
                    case Effect.SaveProfile { Field: ProfileField.Consent } consent:
                        _facts = _facts with { Consent = consent.Value };
                        break;
                    case Effect.ErasePerson:
                        _erased++;
                        break;
                }
            }

            _conversation = result.Conversation;
            if (_conversation.State != LifecycleState.Closed)
                return;
            _conversation = New(_erased);
            _facts = new Facts();
            Buttons.Clear();
            _submissions.Clear();
        }

        private static Conversation New(int number) => new() { Id = $"c{number}", Seed = 7 };
    }
}
