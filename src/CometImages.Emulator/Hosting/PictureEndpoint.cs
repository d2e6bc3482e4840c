namespace CometImages.Emulator.Hosting;

/// <summary>A connection that came to the pictures' port carries this feature.</summary>
sealed class PictureEndpoint
{
    public static PictureEndpoint Mark { get; } = new();
}
