namespace CometImages.Images;

/// <summary>Where the pictures of one request go. By default into the spool, and a URL stays a URL.</summary>
sealed class ImageOutputOptions
{
    /// <summary>
    /// The absolute paths of the files to write, one for each picture asked for. Each is tried before anything is sent, and a URL
    /// answer is downloaded. Pictures beyond them go into the spool.
    /// </summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether files that are there may be overwritten.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The pictures' numbers among those of their prompt; those beyond the list go on from its last, or from 1.</summary>
    public IReadOnlyList<int> Indexes { get; init; } = [];

    internal int GetIndex(int index) => index < Indexes.Count ? Indexes[index] : (Indexes.Count == 0 ? 0 : Indexes[Indexes.Count - 1]) + 1 + index - Indexes.Count;
}
