#if NET8_0_OR_GREATER
using System.Runtime.InteropServices;
#endif

namespace CometImages.Storage;

/// <summary>Gives files their final names in one step, which is what makes a file whole or absent.</summary>
static partial class FileMover
{
    /// <summary>Renames a file within its folder.</summary>
    /// <exception cref="IOException">The target is there and may not be overwritten.</exception>
    public static void Rename(string source, string target, bool overwrite)
    {
#if NET8_0_OR_GREATER
        // The platform's own rename looks first and renames then: a second run could come between. A hard link is refused when the name is taken.
        if (!overwrite && !OperatingSystem.IsWindows())
        {
            if (Link(source, target) == 0)
            {
                TryDelete(source);
                return;
            }
        }

        File.Move(source, target, overwrite);
#else
        if (overwrite && File.Exists(target))
        {
            // What else the old file had, such as its access rules, is taken over where that is possible.
            File.Replace(source, target, null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(source, target);
        }
#endif
    }

    /// <summary>
    /// Moves a file to any place: brings it stagingPath the target under a passing name, by a rename on one file system and by a copy
    /// otherwise, and renames it then.
    /// </summary>
    /// <exception cref="FileMoveRollbackException">It could not be renamed, and not be brought back either.</exception>
    public static void Move(string source, string target, bool overwrite)
    {
        string folder = Path.GetDirectoryName(target)!;
        string stagingPath = Path.Combine(folder, $"{Path.GetFileName(source)}.{PartialFile.RandomName()}{PartialFile.Extension}");
        if (TryRenameWithoutCopy(source, stagingPath))
        {
            try
            {
                Rename(stagingPath, target, overwrite);
            }
            catch (Exception e)
            {
                if (!TryMoveBack(stagingPath, source))
                {
                    throw new FileMoveRollbackException(stagingPath, e);
                }

                throw;
            }
        }
        else
        {
            Copy(source, target, overwrite);
            TryDelete(source);
        }
    }

    /// <summary>Copies a file to a part file stagingPath the target, which gets its name when it is whole.</summary>
    public static void Copy(string source, string target, bool overwrite)
    {
        using PartialFile part = PartialFile.Create(Path.GetDirectoryName(target)!, Path.GetFileName(target));
        using (FileStream from = new(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1))
        {
            part.CopyFrom(from, from.Length);
        }

        part.MoveTo(target, overwrite);
    }

    /// <summary>
    /// Takes away what nobody needs any more, or leaves it. Once a file is whole in its new place, an old name that cannot be taken
    /// away undoes nothing.
    /// </summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    static bool TryMoveBack(string stagingPath, string source)
    {
        try
        {
            Directory.Move(stagingPath, source);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Directory.Move renames files too and, other than File.Move, never falls back to a copy that a reader could see half done.
    static bool TryRenameWithoutCopy(string source, string target)
    {
        try
        {
            Directory.Move(source, target);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(source))
        {
            return false;
        }
    }

#if NET8_0_OR_GREATER
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string source, string target);
#endif
}
