using KotanBot.Storage;

namespace KotanBot.Site.Forms;

/// <summary>What several pages of forms say.</summary>
internal static class FormWords
{
    /// <summary>Nothing was done, because the office or the form has all that it may have.</summary>
    /// <param name="back">Where the visitor came from.</param>
    public static IResult TooMany(SiteVisit visit, string back) => visit.Page<SiteMessage, SiteMessageModel>(
        new(visit.Say("Sudah penuh", "That is enough"), Limits(visit)) { Back = visit.Link(back) }, StatusCodes.Status409Conflict);

    private static string Limits(SiteVisit visit) => visit.Say(
        $"Satu kantor paling banyak punya {FormStore.MostForms} formulir yang berlaku, dan satu formulir paling banyak {FormStore.MostVersions} versi. Tarik dulu yang tidak dipakai.",
        $"An office has at most {FormStore.MostForms} forms in force, and a form at most {FormStore.MostVersions} versions. Please withdraw one that is not used.");

    /// <summary>From which version to which.</summary>
    public static string? Change(SiteVisit visit, FormChange change) => (change.Before, change.After) switch
    {
        (null or "", { Length: > 0 } after) => visit.Say($"versi {after}", $"version {after}"),
        ({ Length: > 0 } before, null or "") => visit.Say($"tadinya versi {before}", $"was version {before}"),
        ({ } before, { } after) => visit.Say($"versi {before} → {after}", $"version {before} → {after}"),
        _ => null,
    };

    public static string State(SiteVisit visit, StoredForm form, bool unfit) => form.Number is not { } number ? visit.Say("ditarik", "withdrawn")
        : unfit ? visit.Say("tidak cocok lagi", "does not fit any more")
        : visit.Say($"berlaku, versi {number}", $"in force, version {number}");

    public static string Tag(StoredForm form, bool unfit) => form.Number is null ? "tag" : unfit ? "tag bad" : "tag good";
}
