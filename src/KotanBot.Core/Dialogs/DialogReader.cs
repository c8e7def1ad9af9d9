using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>Reads a dialog file. A dialog is returned only when the file has no issue, or, without checks, when its steps can be run.</summary>
public static class DialogReader
{
    /// <summary>The first 16 hex digits of the SHA-256 of the text with line ends as <c>\n</c>.</summary>
    public static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))[..16];

    /// <param name="checks">False for a version that was checked when it was stored: rules and keys that came later do not judge it.</param>
    public static Dialog? Read(string file, string text, IssueList issues, bool checks = true)
    {
        var before = issues.Count;
        if (YamlReader.Read(file, text, issues) is not { } map)
            return null;
        var dialog = ReadDialog(map, HashOf(text));
        if (!checks)
            return dialog.Id.Length > 0 && !dialog.Steps.IsEmpty && issues.All(i => i.Code != "unknown-type") ? dialog : null;
        if (issues.Count == before)
            DialogChecker.Check(dialog, map, issues);
        return issues.Count == before ? dialog : null;
    }

    private static Dialog ReadDialog(YamlMap map, string hash)
    {
        var dialog = new Dialog
        {
            Id = map.Text("dialog"),
            Hash = hash,
            Title = LocalText.Read(map, "title"),
            Purpose = ReadPurpose(map),
            Commands = [.. map.Texts("commands")],
            Words = [.. map.Texts("words")],
            Roles = [.. map.Texts("roles")],
            Menu = map.OneOf("menu", "main", "main", "more") == "more" ? DialogMenu.More : DialogMenu.Main,
            Index = map.OptionalText("index"),
            Provisional = LocalText.Optional(map, "provisional"),
            ReminderAfterHours = map.OptionalInteger("reminder-after-hours") ?? 20,
            ExpiresAfterHours = map.OptionalInteger("expires-after-hours") ?? 168,
            StartsFor = [.. map.Texts("starts-for")],
            OneTap = [.. map.OptionalMaps("one-tap").Select(OneTapReader.Read)],
            AsksOthers = map.OneOf("respondents", "self", "self", "others") == "others",
            Again = map.OptionalMap("again") is { } again ? AgainReader.Read(again) : null,
            SetsStatus = map.OptionalMap("sets-status") is { } sets ? ReadSetting(sets) : null,
            Steps = ReadSteps(map),
        };
        map.Close();
        return dialog;
    }

    private static ImmutableArray<Step> ReadSteps(YamlMap map) => [.. map.Maps("steps").Select(StepReader.Read).OfType<Step>()];

    private static StatusSetting ReadSetting(YamlMap map)
    {
        var setting = new StatusSetting(map.Text("entry"), map.Text("status"), map.OptionalText("dated"));
        map.Close();
        return setting;
    }

    private static DialogPurpose ReadPurpose(YamlMap map)
    {
        map.Require("purpose");
        return map.OneOf("purpose", "", "registration", "report", "null-report", "index-sheet", "questionnaire", "information") switch
        {
            "registration" => DialogPurpose.Registration,
            "null-report" => DialogPurpose.NullReport,
            "index-sheet" => DialogPurpose.IndexSheet,
            "questionnaire" => DialogPurpose.Questionnaire,
            "information" => DialogPurpose.Information,
            _ => DialogPurpose.Report,
        };
    }
}
