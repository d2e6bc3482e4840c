namespace CometImages.PowerShell.Requests;

/// <summary>One request that is to be sent, and what to hand back when it fails.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Output">Where it goes.</param>
/// <param name="Row">The row that it came from.</param>
sealed record Purchase(ImageRequest Request, ImageOutput Output, PictureRow Row)
{
    /// <summary>How messages call it.</summary>
    public string Title { get; } = $"{Request.Model}: {PictureRow.Shorten(Request.Prompt)}";
}
