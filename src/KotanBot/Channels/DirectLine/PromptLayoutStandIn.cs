using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>Stands in for <c>PromptLayout.For</c> until it lands on main; the real member wins over this, then this file goes.</summary>
internal static class PromptLayoutStandIn
{
    extension(PromptLayout)
    {
        public static (string Text, ImmutableArray<PromptChoice> Buttons) For(Prompt prompt) => (prompt.Text, prompt.Choices);
    }
}
