namespace CometImages.Files;

/// <summary>A name that a picture may get.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Overwrite">Whether a file that has it may be overwritten.</param>
readonly record struct PictureName(string Path, bool Overwrite)
{
    /// <summary>Tries names, best first, until one is free.</summary>
    /// <param name="names">The names.</param>
    /// <param name="take">Gives the picture a name; throws when the name is taken.</param>
    /// <exception cref="IOException">None is free, or the disk does not take it.</exception>
    public static string Settle(IEnumerable<PictureName> names, Action<PictureName> take)
    {
        IOException? taken = null;
        foreach (PictureName name in names)
        {
            try
            {
                take(name);
                return name.Path;
            }
            catch (IOException e) when (!name.Overwrite && (File.Exists(name.Path) || Directory.Exists(name.Path)))
            {
                taken = e;
            }
        }

        throw taken ?? new IOException("No name is free.");
    }
}
