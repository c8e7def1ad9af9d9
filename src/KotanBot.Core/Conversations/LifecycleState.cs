namespace KotanBot.Core.Conversations;

/// <summary>Where a conversation stands. Which moves are allowed is declared in <see cref="Lifecycle"/>.</summary>
public enum LifecycleState
{
    /// <summary>Nothing is open.</summary>
    Idle,

    /// <summary>A question waits for an answer.</summary>
    Asking,

    /// <summary>All is answered; the person looks it over before sending.</summary>
    Reviewing,

    /// <summary>Something unfinished waits, and nothing is asked now.</summary>
    Paused,

    /// <summary>A sent submission is being changed.</summary>
    Revising,

    /// <summary>The person was erased; the next message begins a new conversation.</summary>
    Closed,
}

/// <summary>What can happen to a conversation.</summary>
public enum LifecycleTrigger
{
    Start,
    Answer,
    Review,
    Submit,
    Finish,
    Pause,
    Resume,
    Cancel,
    Remind,
    Expire,
    Revise,
    Erase,
}
