namespace CometImages.PowerShell.Display.Gallery;

/// <summary>What the user specifies for a gallery.</summary>
/// <param name="Path">The absolute path of the page.</param>
/// <param name="Title">The title.</param>
/// <param name="GroupBy">The property whose values are the sections, or null.</param>
/// <param name="Embed">Whether the page contains the images.</param>
/// <param name="Overwrite">Whether an existing page is overwritten.</param>
/// <param name="Force">Whether a read-only page is overwritten.</param>
sealed record GalleryOptions(string Path, string Title, string? GroupBy, bool Embed, bool Overwrite, bool Force)
{
    /// <summary>Gets a value that indicates whether each section shows the images of one prompt, ordered by their models.</summary>
    public bool IsByPrompt => string.Equals(GroupBy, nameof(CometImage.Prompt), StringComparison.OrdinalIgnoreCase);
}
