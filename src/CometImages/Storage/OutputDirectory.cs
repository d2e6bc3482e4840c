using System.Collections.Concurrent;
using System.Globalization;

namespace CometImages.Storage;

/// <summary>
/// A folder in which images are saved under generated names. Duplicate names get the suffixes -2, -3, and so on. Only files that existed
/// before are overwritten.
/// </summary>
/// <param name="folder">The absolute path of the folder, which is created for the first image.</param>
/// <param name="overwrite">Whether files that existed before are overwritten.</param>
sealed class OutputDirectory(string folder, bool overwrite = false)
{
    const int MaxAttempts = 100_000;

    readonly ConcurrentDictionary<string, bool> _reservedNames = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<string, bool> _usedPaths = new(StringComparer.OrdinalIgnoreCase);

    public string Folder { get; } = folder;

    public bool Overwrite { get; } = overwrite;

    /// <summary>Reserves a name for one image, so that suffixes follow the order of the input and not the order of completion.</summary>
    /// <param name="name">A sanitized name without extension.</param>
    public string ReserveName(string name) => GetVariants(name).First(variant => _reservedNames.TryAdd(variant, true));

    /// <summary>Returns the paths to try in order, without those that this instance used.</summary>
    internal IEnumerable<string> GetCandidatePaths(string reservedName, string extension)
    {
        IEnumerable<string> others = GetVariants(reservedName).Skip(1).Where(variant => _reservedNames.TryAdd(variant, true));
        return new[] { reservedName }.Concat(others)
            .Select(name => Path.Combine(Folder, name + extension))
            .Where(path => _usedPaths.TryAdd(path, true));
    }

    static IEnumerable<string> GetVariants(string name) =>
        Enumerable.Range(1, MaxAttempts).Select(i => i == 1 ? name : name + "-" + i.ToString(CultureInfo.InvariantCulture));
}
