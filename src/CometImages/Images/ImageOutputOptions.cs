namespace CometImages.Images;

/// <summary>Where the images of one request are written. By default, base64 images go to the spool and URLs aren't downloaded.</summary>
sealed class ImageOutputOptions
{
    /// <summary>
    /// Gets the absolute paths of the files to write, one for each requested image. Every file is reserved before the request is sent, and
    /// URLs are downloaded. Additional images are written to the spool.
    /// </summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Gets a value that indicates whether existing files are overwritten.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Gets a value that indicates whether files that exist, or that another command is creating, are skipped.</summary>
    public bool SkipExisting { get; init; }

    /// <summary>Gets a value that indicates whether a sidecar is written beside each file.</summary>
    public bool WritesSidecars { get; init; }

    /// <summary>Gets a value that indicates whether the files are claimed so that commands on other computers don't create them.</summary>
    public bool Claim { get; init; }

    /// <summary>Gets the one-based numbers of the images among those of their prompt. Additional images continue from the last.</summary>
    public IReadOnlyList<int> Indexes { get; init; } = [];

    /// <summary>Returns the one-based number of the image at a zero-based position in the response.</summary>
    public int GetIndex(int position)
    {
        if (position < Indexes.Count)
        {
            return Indexes[position];
        }

        int last = Indexes.Count == 0 ? 0 : Indexes[Indexes.Count - 1];
        return last + 1 + position - Indexes.Count;
    }

    /// <summary>Returns the options for the images at some of the positions.</summary>
    public ImageOutputOptions Select(IReadOnlyList<int> positions) => new()
    {
        Files = [.. positions.Select(position => Files[position])],
        Overwrite = Overwrite,
        SkipExisting = SkipExisting,
        WritesSidecars = WritesSidecars,
        Claim = Claim,
        Indexes = [.. positions.Select(GetIndex)],
    };
}
