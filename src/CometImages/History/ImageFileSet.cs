using CometImages.Records;
using CometImages.Storage;

namespace CometImages.History;

/// <summary>The image files whose requests are wanted. A file that was renamed or copied is found by its hash.</summary>
sealed class ImageFileSet
{
    readonly HashSet<string> _paths = new(PathComparer.Instance);
    readonly HashSet<string> _hashes = new(StringComparer.Ordinal);

    public bool IsEmpty => _paths.Count == 0;

    /// <summary>Adds a file, which doesn't need to exist.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public void Add(string path)
    {
        if (File.Exists(path))
        {
            _hashes.Add(FileHash.Compute(path));
        }

        _paths.Add(path);
    }

    public bool Contains(string? path, string? hash) => (path is not null && _paths.Contains(path)) || (hash is not null && _hashes.Contains(hash));
}
