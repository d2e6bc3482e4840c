using System.Collections.Concurrent;
using System.Globalization;
using CometImages.Files;

namespace CometImages;

/// <summary>
/// A folder that pictures are saved into under generated names. Names that collide get <c>-2</c>, <c>-3</c>; overwriting, where it is
/// allowed, only ever hits what was there before.
/// </summary>
public sealed class SaveFolder
{
    const int MostTries = 100_000;

    readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<string, bool> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a folder; it is made when the first picture is saved.</summary>
    /// <param name="folder">Its absolute path.</param>
    /// <param name="overwrite">Whether files that were there before may be overwritten.</param>
    public SaveFolder(string folder, bool overwrite = false)
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
    public string Claim(string name) => Variants(name).First(variant => _claimed.TryAdd(variant, true));

    internal IEnumerable<PictureName> Names(string claimed, string extension)
    {
        IEnumerable<string> rest = Variants(claimed).Skip(1).Where(variant => _claimed.TryAdd(variant, true));
        foreach (string name in new[] { claimed }.Concat(rest))
        {
            string path = System.IO.Path.Combine(Folder, name + extension);
            bool ours = !_written.TryAdd(path, true);
            if (!ours)
            {
                yield return new PictureName(path, Overwrite);
            }
        }
    }

    static IEnumerable<string> Variants(string name) =>
        Enumerable.Range(1, MostTries).Select(i => i == 1 ? name : name + "-" + i.ToString(CultureInfo.InvariantCulture));
}
