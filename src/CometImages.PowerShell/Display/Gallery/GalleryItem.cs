namespace CometImages.PowerShell.Display.Gallery;

/// <summary>One item of a gallery: an image, a failure, or an image that was generated but couldn't be written to its destination.</summary>
/// <param name="Image">The image, or what is known about the one that is missing.</param>
/// <param name="File">The absolute path of the image's file, or null if there is no such file on this computer.</param>
/// <param name="Error">The message of the error, or null.</param>
sealed record GalleryItem(CometImage Image, string? File, string? Error = null);
