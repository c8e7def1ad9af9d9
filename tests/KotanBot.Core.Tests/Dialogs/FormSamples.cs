namespace KotanBot.Core.Tests.Dialogs;

/// <summary>A small form as an office would write it.</summary>
public static class FormSamples
{
    public const string Market = """
        dialog: lapor-pasar
        purpose: report
        title: { id: Lapor pasar, en: Market report }
        commands: [/pasar]
        words: [lapor pasar]
        roles: [penggiat, petugas]
        steps:
          - id: cara
            type: choose
            required: true
            label: { id: Cara, en: Way }
            text: { id: "Bagaimana caranya?", en: "In which way?" }
            help:
              definition: { id: "Cara menyapa pedagang", en: "How traders were met" }
              includes: [{ id: "keliling kios", en: "walking from stall to stall" }]
              excludes: [{ id: "rapat di kantor", en: "meetings in an office" }]
            options:
              - { key: keliling, label: { id: Keliling kios, en: From stall to stall } }
              - { key: panggung, label: { id: Panggung, en: On a stage } }
          - id: pedagang
            type: number
            required: true
            label: { id: Pedagang, en: Traders }
            text: { id: "Berapa pedagang yang disapa?", en: "How many traders were met?" }
          - id: periksa
            type: review
            text: { id: "Mohon dicek dulu:", en: "Please check:" }
          - id: kirim
            type: submit
            text: { id: "Laporan pasar tersimpan. Terima kasih.", en: "The market report is kept. Thank you." }

        """;
}
