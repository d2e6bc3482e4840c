namespace CometImages.Emulator.Pictures;

/// <summary>What a picture's bytes are.</summary>
enum PictureFormat
{
    Png,
    Jpeg,
    WebP,
}
