namespace CometImages.PowerShell.Display;

/// <summary>A color.</summary>
readonly record struct Rgb(byte Red, byte Green, byte Blue);
