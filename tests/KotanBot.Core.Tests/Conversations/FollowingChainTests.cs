using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>Answers that follow by rule from answers that follow by rule, when the first is corrected at the review.</summary>
public sealed class FollowingChainTests
{
    private const string Source = """
        dialog: rantai
        purpose: report
        title: { id: Rantai, en: Chain }
        commands: [/rantai]
        roles: [petugas]
        steps:
          - id: temuan
            type: choose
            label: { id: Temuan, en: Found }
            text: { id: "Ada temuan?", en: "Anything found?" }
            options: [{ key: banyak, label: { id: Banyak, en: Much } }, { key: nihil, label: { id: Nihil, en: Nothing } }]
          - id: tingkat
            type: choose
            required: true
            label: { id: Tingkat, en: Level }
            text: { id: "Tingkat apa?", en: "Which level?" }
            follows:
              - { when: { equals: { answer: temuan, value: banyak } }, value: tinggi, text: { id: "Tingkatnya tinggi.", en: "The level is high." } }
              - { when: { equals: { answer: temuan, value: nihil } }, value: rendah, text: { id: "Tingkatnya rendah.", en: "The level is low." } }
            options: [{ key: tinggi, label: { id: Tinggi, en: High } }, { key: rendah, label: { id: Rendah, en: Low } }]
          - id: tindakan
            type: choose
            required: true
            label: { id: Tindakan, en: Action }
            text: { id: "Apa tindakannya?", en: "Which action?" }
            follows:
              - { when: { equals: { answer: tingkat, value: tinggi } }, value: segera, text: { id: "Ditangani segera.", en: "Handled at once." } }
              - { when: { equals: { answer: tingkat, value: rendah } }, value: pantau, text: { id: "Cukup dipantau.", en: "Watched only." } }
            options: [{ key: segera, label: { id: Segera, en: At once } }, { key: pantau, label: { id: Pantau, en: Watch } }]
          - id: korban
            type: number
            label: { id: Orang, en: People }
            text: { id: "Berapa orang?", en: "How many people?" }
            when: { equals: { answer: tingkat, value: tinggi } }
          - id: periksa
            type: review
            text: { id: "Mohon dicek:", en: "Please check:" }
          - id: kirim
            type: submit
            text: { id: "Terkirim.", en: "Sent." }
        """;

    [Fact]
    public void A_correction_settles_all_that_follows_and_drops_what_lost_its_meaning()
    {
        var issues = new IssueList();
        var chain = DialogReader.Read("rantai.yaml", Source, issues);
        Assert.Empty(issues);
        var asking = new Asking(ShippedDefinitions.Set.With([new OfficeForm(chain!, Source, null)]), role: "petugas");

        asking.Say("/rantai", "banyak", "7", "perbaiki", "Temuan", "nihil");

        Assert.Equal(["temuan nihil", "tingkat rendah", "tindakan pantau"], asking.Conversation.Run!.Answers.Select(a => $"{a.StepId} {((AnswerValue.Choice)a.Value).Key}"));
        Assert.Contains("Mohon dicek:", asking.Last.Text, StringComparison.Ordinal);
    }
}
