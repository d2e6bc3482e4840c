namespace CometImages.Storage;

/// <summary>A name that a picture may get.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Overwrite">Whether a file that has it may be overwritten.</param>
readonly record struct CandidatePath(string Path, bool Overwrite)
{
    /// <summary>Tries names, best first, until one is free.</summary>
    /// <param name="names">The names.</param>
    /// <param name="tryMove">Gives the picture a name; throws when the name is taken.</param>
    /// <exception cref="IOException">None is free, or the disk does not tryMove it.</exception>
    public static string MoveToFirstAvailable(IEnumerable<CandidatePath> names, Action<CandidatePath> tryMove)
    {
        IOException? taken = null;
        foreach (CandidatePath name in names)
        {
            try
            {
                tryMove(name);
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
