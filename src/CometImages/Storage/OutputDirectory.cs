using System.Collections.Concurrent;
using System.Globalization;

namespace CometImages.Storage;

/// <summary>
/// A folder that pictures are saved into under generated names. Names that collide get <c>-2</c>, <c>-3</c>; overwriting, where it is
/// allowed, only ever hits what was there before.
/// </summary>
sealed class OutputDirectory
{
    const int MaxAttempts = 100_000;

    readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<string, bool> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a folder; it is made when the first picture is saved.</summary>
    /// <param name="folder">Its absolute path.</param>
    /// <param name="overwrite">Whether files that were there before may be overwritten.</param>
    public OutputDirectory(string folder, bool overwrite = false)
    {
        Folder = folder;
        Overwrite = overwrite;
    }

    /// <summary>Its absolute path.</summary>
    public string Folder { get; }

    /// <summary>Whether files that were there before may be overwritten.</summary>
    public bool Overwrite { get; }

    /// <summary>Takes a name for one picture, so that the order of the pictures decides their suffixes and not who arrives first.</summary>
    /// <param name="name">A safe name without extension.</param>
    public string ReserveName(string name) => Variants(name).First(variant => _claimed.TryAdd(variant, true));

    internal IEnumerable<CandidatePath> GetCandidatePaths(string claimed, string extension)
    {
        IEnumerable<string> rest = Variants(claimed).Skip(1).Where(variant => _claimed.TryAdd(variant, true));
        foreach (string name in new[] { claimed }.Concat(rest))
        {
            string path = System.IO.Path.Combine(Folder, name + extension);
            bool isReservedByThisRun = !_written.TryAdd(path, true);
            if (!isReservedByThisRun)
            {
                yield return new CandidatePath(path, Overwrite);
            }
        }
    }

    static IEnumerable<string> Variants(string name) =>
        Enumerable.Range(1, MaxAttempts).Select(i => i == 1 ? name : name + "-" + i.ToString(CultureInfo.InvariantCulture));
}
