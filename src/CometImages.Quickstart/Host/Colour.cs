namespace CometImages.Quickstart.Host;

/// <summary>The few colours of the screen, as terminals number them.</summary>
enum Colour
{
    None = 0,
    Bright = 1,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Grey = 90,
}
