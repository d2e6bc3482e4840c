namespace CometImages.PowerShell.Display.Gallery;

/// <summary>A part of the file of all cards.</summary>
/// <param name="Start">The position of the first byte.</param>
/// <param name="End">The position after the last byte.</param>
/// <param name="Column">The number that orders the cards of a section.</param>
readonly record struct CardRange(long Start, long End, int Column);
