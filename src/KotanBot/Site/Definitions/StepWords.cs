using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Site.Definitions;

/// <summary>The steps of a dialog in words: what is asked, within which bounds, and when.</summary>
public sealed class StepWords(SiteVisit visit, DefinitionSet definitions, Dialog dialog)
{
    private string Language => visit.Visitor.Language;

    public string Kind(Step step) => step switch
    {
        ChooseStep => visit.Say("satu pilihan", "one choice"),
        ChooseManyStep => visit.Say("beberapa pilihan", "several choices"),
        NumberStep => visit.Say("angka", "number"),
        TextStep { IsInvitation: true } => visit.Say("kode undangan", "invitation code"),
        TextStep => visit.Say("teks", "text"),
        CodeStep => visit.Say("kode tanpa nama", "code without a name"),
        DateStep => visit.Say("tanggal", "date"),
        RegionStep => visit.Say("wilayah", "region"),
        EntryStep => visit.Say("dari daftar kantor", "from the list of the office"),
        PhotoStep => visit.Say("foto", "photo"),
        LocationStep => visit.Say("lokasi", "location"),
        QuestionnaireStep => visit.Say("butir kuesioner", "items of a questionnaire"),
        NoteStep => visit.Say("keterangan", "note"),
        StopStep => visit.Say("berhenti tanpa kirim", "stop without sending"),
        ReviewStep => visit.Say("periksa sebelum kirim", "review before sending"),
        SubmitStep => visit.Say("kirim", "send"),
        _ => throw new UnreachableException(),
    };

    /// <summary>Null where nothing bounds the answer.</summary>
    public string? Bounds(Step step) => step switch
    {
        ChooseManyStep many => many.Maximum == int.MaxValue ? visit.Say($"paling sedikit {many.Minimum}", $"at least {many.Minimum}") : $"{many.Minimum}–{many.Maximum}",
        NumberStep number => Bounds(number),
        TextStep { IsInvitation: false } text => visit.Say($"{text.MinimumLength}–{Number(text.MaximumLength)} huruf", $"{text.MinimumLength}–{Number(text.MaximumLength)} characters"),
        CodeStep code => visit.Say($"{code.Letters} huruf dan {code.Digits} angka", $"{code.Letters} letters and {code.Digits} digits"),
        DateStep date => string.Join(", ", Bounds(date)),
        RegionStep region => $"{Level(region.Coarsest)} – {Level(region.Finest)}",
        EntryStep entry => RegisterOf(entry) + (entry.New ? visit.Say(", boleh ditambah", ", new ones may be added") : ""),
        PhotoStep photo => visit.Say($"paling banyak {photo.Maximum}", $"at most {photo.Maximum}"),
        QuestionnaireStep questionnaire => Bounds(questionnaire),
        _ => null,
    };

    /// <summary>Whether it may be left out.</summary>
    public string? Duty(Step step) => step switch
    {
        { IsQuestion: false } or ReviewStep => null,
        { OnRequest: true } => visit.Say("hanya bila diminta", "only on request"),
        { Required: true } => visit.Say("wajib", "required"),
        _ => visit.Say("boleh dilewati dengan alasan", "may be skipped with a reason"),
    };

    /// <summary>Null when it is always asked.</summary>
    public string? When(Step step) => step.When is { } condition ? visit.Say("Hanya bila ", "Only when ") + Of(condition, false) : null;

    public ImmutableArray<Option> Options(Step step) => step switch
    {
        ChooseStep choose => choose.Options,
        ChooseManyStep many => many.Options,
        _ => [],
    };

    private string RegisterOf(EntryStep step) => definitions.FindRegister(step.Register)?.Title.In(Language) ?? step.Register;

    private string Bounds(NumberStep number)
    {
        var range = $"{Number(number.Minimum)}–{Number(number.Maximum)}";
        if (!number.Whole)
            range += visit.Say(", boleh pecahan", ", fractions allowed");
        return number.AtMost is { } other ? range + visit.Say(", tidak lebih dari ", ", not more than ") + LabelOf(other) : range;
    }

    private IEnumerable<string> Bounds(DateStep date)
    {
        yield return date.AllowRange ? visit.Say("satu hari atau beberapa hari", "a day or several days") : visit.Say("satu hari", "one day");
        yield return date.AllowFuture ? visit.Say("boleh yang akan datang", "may lie ahead") : visit.Say("tidak boleh yang akan datang", "not in the future");
    }

    private string Bounds(QuestionnaireStep step)
    {
        var bank = definitions.FindBank(step.Bank)?.Title.In(Language) ?? step.Bank;
        var plan = step.Plan;
        return plan.Items is { } items && plan.Mode != SelectionMode.Full
            ? visit.Say($"{bank}: paling banyak {items} butir tiap orang; {Number((decimal)plan.FullFormShare * 100)} % mendapat semua butir", $"{bank}: at most {items} items a person; {Number((decimal)plan.FullFormShare * 100)} % get all items")
            : visit.Say($"{bank}: semua butir yang cocok", $"{bank}: all items that apply");
    }

    private string Level(RegionLevel level) => level switch
    {
        RegionLevel.Province => visit.Say("provinsi", "province"),
        RegionLevel.Regency => visit.Say("kab/kota", "regency or city"),
        _ => visit.Say("kecamatan", "district"),
    };

    private string Of(Condition condition, bool inside) => condition switch
    {
        Condition.EqualTo equal => $"{NameOf(equal.Operand)}: {ValueOf(equal.Operand, equal.Value)}",
        Condition.In any => $"{NameOf(any.Operand)}: {string.Join(visit.Say(" atau ", " or "), any.Values.Select(v => ValueOf(any.Operand, v)))}",
        Condition.LessThan less => visit.Say($"{NameOf(less.Operand)} kurang dari {Number(less.Value)}", $"{NameOf(less.Operand)} less than {Number(less.Value)}"),
        Condition.AtLeast count => visit.Say($"{NameOf(count.Operand)}: paling sedikit {count.Chosen} dipilih", $"{NameOf(count.Operand)}: at least {count.Chosen} chosen"),
        Condition.All all => Joined(all.Conditions, visit.Say(" dan ", " and "), inside),
        Condition.Any any => Joined(any.Conditions, visit.Say(" atau ", " or "), inside),
        Condition.Not not => visit.Say("tidak (", "not (") + Of(not.Condition, false) + ")",
        _ => throw new UnreachableException(),
    };

    private string Joined(ImmutableArray<Condition> conditions, string word, bool inside)
    {
        var joined = string.Join(word, conditions.Select(c => Of(c, true)));
        return inside && conditions.Length > 1 ? $"({joined})" : joined;
    }

    private string NameOf(Operand operand) => operand switch
    {
        Operand.OfAnswer answer => LabelOf(answer.StepId),
        Operand.OfFact fact => FactOf(fact.Name),
        _ => throw new UnreachableException(),
    };

    private string FactOf(string name) => name switch
    {
        "role" => visit.Say("peran", "role"),
        "registered" => visit.Say("sudah terdaftar", "registered"),
        "consented" => visit.Say("sudah setuju", "consented"),
        "language" => visit.Say("bahasa", "language"),
        "satker" => "satker",
        "lingkungan" => "lingkungan",
        "lembaga-given" => visit.Say("lembaga sudah diketahui", "institution known"),
        _ => name,
    };

    private string ValueOf(Operand operand, string value) => operand is Operand.OfAnswer answer && dialog.FindStep(answer.StepId) is { } step
        ? Options(step).FirstOrDefault(o => o.Key == value)?.Label.In(Language) ?? value
        : value switch
        {
            "yes" => visit.Say("ya", "yes"),
            "no" => visit.Say("tidak", "no"),
            _ => value,
        };

    private string LabelOf(string stepId) => dialog.FindStep(stepId) is { } step ? step.Label?.In(Language) ?? step.Text.In(Language) : stepId;

    private static string Number(decimal value) => NumberWords.Format(value);
}
