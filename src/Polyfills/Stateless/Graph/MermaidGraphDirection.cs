namespace Stateless.Graph;

/// <summary>Which way a Mermaid diagram flows.</summary>
public enum MermaidGraphDirection
{
    LeftToRight,
    RightToLeft,
    TopToBottom,
    BottomToTop,
}
