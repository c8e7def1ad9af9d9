using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Conversations;

/// <summary>
/// What a turn wants done, in order. Everything here commits in one transaction with the new conversation state.
/// Wake-up times are not effects but state (<see cref="Conversation.WakeAt"/>).
/// </summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A message to the person, at its place in the conversation's log.</summary>
    public sealed record Say(long Ordinal, Prompt Prompt) : Effect
    {
        /// <summary>It tells what somebody chose in a talk of which nothing is kept: it goes from the log when it was delivered and a while has passed.</summary>
        public bool Unkept { get; init; }
    }

    public sealed record StartSubmission(string SubmissionId, string DialogId, string DialogHash) : Effect
    {
        /// <summary>It comes from somebody else than the person who fills it in, so it counts as a respondent of its own.</summary>
        public bool FromOther { get; init; }
    }

    /// <summary>Stores or replaces an answer of a submission that was not sent yet.</summary>
    public sealed record RecordAnswer(string SubmissionId, string StepId, AnswerValue Value) : Effect
    {
        /// <summary>From the prompt to the first answer, where an item of a questionnaire was answered.</summary>
        public double? Seconds { get; init; }
    }

    /// <summary>An item of a questionnaire is asked; the answer follows under the same step id. A chosen item's probability is that of the draw it was not in.</summary>
    public sealed record AskItem(
        string SubmissionId,
        string StepId,
        string Bank,
        string BankHash,
        string Item,
        string Variable,
        string Group,
        string Region,
        AskedAs As,
        double Probability) : Effect;

    /// <summary>The items of a questionnaire count as not asked, because the respondent turned out to be of another group.</summary>
    public sealed record DropItems(string SubmissionId, string Questionnaire) : Effect;

    /// <summary>The person asked what an item means.</summary>
    public sealed record NoteHelp(string SubmissionId, string StepId) : Effect;

    /// <summary>Takes an answer back because its question no longer applies.</summary>
    public sealed record RemoveAnswer(string SubmissionId, string StepId) : Effect;

    /// <summary>Changes an answer of a sent submission and leaves an audit row with both values; null means no answer.</summary>
    public sealed record ReviseAnswer(string SubmissionId, string StepId, AnswerValue? Before, AnswerValue? After) : Effect
    {
        /// <summary>As in <see cref="RecordAnswer"/>.</summary>
        public double? Seconds { get; init; }
    }

    public sealed record Submit(string SubmissionId) : Effect
    {
        /// <summary>Whether it tells what was done, or that nothing was: with it a volunteer is not silent.</summary>
        public bool Reports { get; init; }

        /// <summary>Whether its office looks it over.</summary>
        public bool IsReviewed { get; init; }
    }

    /// <summary>The reporter dealt with what the office wanted corrected; the report waits for the office again.</summary>
    public sealed record ReturnReport(string SubmissionId) : Effect;

    public sealed record CloseSubmission(string SubmissionId, SubmissionOutcome Outcome) : Effect;

    /// <summary>Nothing of a questionnaire stays, sent or not: whoever was asked does not want it.</summary>
    public sealed record DropSubmission(string SubmissionId) : Effect;

    /// <summary>Fills a field of the person. Language is stored as a language code, consent as the version agreed to.</summary>
    public sealed record SaveProfile(Dialogs.ProfileField Field, string Value) : Effect;

    /// <summary>Uses up one place of an invitation and gives its role and office. The commit conflicts when no place is left.</summary>
    public sealed record UseInvitation(string Code) : Effect;

    /// <summary>The person wants no reminders and no news any more, or wants them again.</summary>
    public sealed record SetSilence(bool Silent) : Effect;

    /// <summary>Whoever says this code in another conversation before this time can make it this person's. It replaces the code before.</summary>
    public sealed record OfferLink(string Code, DateTimeOffset ExpiresAt) : Effect;

    /// <summary>
    /// This conversation, and all that was said in it, becomes that of the person who got the code. The commit conflicts when the code
    /// is not good any more, or when there is more to this person than a talk.
    /// </summary>
    public sealed record JoinPerson(string Code) : Effect;

    /// <summary>A change for an office; the commit conflicts when it lies outside the scope of the person.</summary>
    public sealed record Office(OfficeDeed Deed) : Effect;

    /// <summary>The inbound message is committed without its text, because it was a tip about crime or belongs to a talk of which nothing is kept.</summary>
    public sealed record ForgetInput : Effect;

    /// <summary>Destroys the person's key and all that identifies them; sent submissions stay as anonymous answers.</summary>
    public sealed record ErasePerson : Effect;
}

/// <summary>How an unsent submission ended.</summary>
public enum SubmissionOutcome
{
    Cancelled,
    Expired,
}
