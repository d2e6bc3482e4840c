namespace CometImages;

/// <summary>Where the pictures of one request go. By default into the spool, and a URL stays a URL.</summary>
public sealed class ImageOutput
{
    /// <summary>
    /// The absolute paths of the files to write, one for each picture asked for. Each is tried before anything is sent, and a URL
    /// answer is downloaded. Pictures beyond them go into the spool.
    /// </summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether files that are there may be overwritten.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The pictures' numbers among those of their prompt; those beyond the list go on from its last, or from 1.</summary>
    public IReadOnlyList<int> Numbers { get; init; } = [];

    internal int Number(int index) => index < Numbers.Count ? Numbers[index] : (Numbers.Count == 0 ? 0 : Numbers[Numbers.Count - 1]) + 1 + index - Numbers.Count;
}
