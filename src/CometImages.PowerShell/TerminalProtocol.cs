namespace CometImages.PowerShell;

/// <summary>Specifies how Show-CometImage displays images in the terminal.</summary>
public enum TerminalProtocol
{
    /// <summary>The protocol that the terminal supports.</summary>
    Auto,

    /// <summary>The inline images protocol of iTerm2, which WezTerm and mintty also support.</summary>
    ITerm2,

    /// <summary>The graphics protocol of kitty, which Ghostty and Konsole also support.</summary>
    Kitty,

    /// <summary>Sixel graphics, which Windows Terminal, foot, mlterm, and others support.</summary>
    Sixel,

    /// <summary>Characters in 24-bit colors, two pixels in each.</summary>
    HalfBlock,

    /// <summary>No image, only a row with a link to it.</summary>
    None,
}
