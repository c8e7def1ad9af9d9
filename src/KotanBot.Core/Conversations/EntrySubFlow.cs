using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>Settles the questions on the way to an entry: another page of the list, and place and name of a new one.</summary>
internal sealed class EntrySubFlow(Turn turn, RunFlow flow, EntryStep step)
{
    private readonly EntryFlow _entries = new(turn, step);

    public void Answer(SubQuestion sub, string text)
    {
        switch (sub)
        {
            case SubQuestion.MoreEntries more:
                AnswerPage(more, text);
                break;
            case SubQuestion.NewEntryPlace:
                AnswerPlace(text);
                break;
            case SubQuestion.NewEntryName name:
                AnswerName(name, text);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void AnswerPage(SubQuestion.MoreEntries more, string text)
    {
        var choices = _entries.PromptOf(more).Choices;
        var key = int.TryParse(text.TrimEnd('.'), out var number) && number >= 1 && number <= choices.Length
            ? choices[number - 1].Key
            : choices.FirstOrDefault(c => TextFolding.Fold(c.Label) == TextFolding.Fold(text))?.Key ?? text;
        if (_entries.Onward(more, key) is { } next)
        {
            Ask(next);
        }
        else
        {
            turn.Run = turn.Run! with { Sub = null };
            flow.Take(step, _entries.Read(key));
        }
    }

    private void AnswerPlace(string text)
    {
        if (_entries.ReadPlace(text) is { } code)
            Ask(new SubQuestion.NewEntryName(code));
        else
            Again(EngineTexts.NotARegion);
    }

    private void AnswerName(SubQuestion.NewEntryName name, string text)
    {
        if (text.Length > Register.LongestName)
            Again(EngineTexts.TooLongText, ("limit", $"{Register.LongestName}"), ("length", $"{text.Length}"));
        else if (!InputText.HasWords(text))
            Again(EngineTexts.NoWords);
        else
            flow.Accept(step, _entries.Add(name.RegionCode, text));
    }

    private void Ask(SubQuestion sub)
    {
        turn.Run = turn.Run! with { Sub = sub };
        flow.Repeat();
    }

    private void Again(TextKey why, params ReadOnlySpan<(string Name, string Value)> values)
    {
        turn.Say(why, values);
        flow.Repeat();
    }
}
