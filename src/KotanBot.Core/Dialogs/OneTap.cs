using System.Collections.Immutable;

namespace KotanBot.Core.Dialogs;

/// <summary>
/// An entry that is ready to be sent: <c>/nihil minggu-ini</c> gives these answers as if they had been typed. When nothing else is open
/// it is sent at once; otherwise the rest is asked as usual.
/// </summary>
/// <param name="Word">What stands after the dialog's command.</param>
public sealed record OneTap(string Word, ImmutableArray<ReadyAnswer> Answers);

/// <summary>The step and what is answered there: an option's key, a number, or a day such as <c>minggu ini</c>.</summary>
public sealed record ReadyAnswer(string Step, string Text);
