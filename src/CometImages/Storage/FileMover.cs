namespace CometImages.Storage;

/// <summary>Copies and moves complete files. A target doesn't exist until it's complete.</summary>
static partial class FileMover
{
    public static void Copy(string source, string target, bool overwrite)
    {
        using PartialFile part = PartialFile.Create(Path.GetDirectoryName(target)!, Path.GetFileName(target));
        using (FileStream stream = new(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1))
        {
            part.CopyFrom(stream, stream.Length);
        }

        part.MoveTo(target, overwrite);
    }

    /// <summary>Moves a file to any folder, on another file system by a copy.</summary>
    /// <exception cref="FileMoveRollbackException">The file couldn't be renamed in the target's folder or moved back.</exception>
    public static void Move(string source, string target, bool overwrite)
    {
        if (!TryMoveWithoutCopy(source, target, overwrite))
        {
            Copy(source, target, overwrite);
            TryDelete(source);
        }
    }

    /// <summary>Moves a file to another folder, and returns false if it can't be renamed into that folder.</summary>
    /// <exception cref="FileMoveRollbackException">The file couldn't be renamed in the target's folder or moved back.</exception>
    public static bool TryMoveWithoutCopy(string source, string target, bool overwrite)
    {
        string stagingPath = Path.Combine(Path.GetDirectoryName(target)!, PartialFileName.CreateStaging(Path.GetFileName(source)));
        if (!TryRenameWithoutCopy(source, stagingPath))
        {
            return false;
        }

        try
        {
            Rename(stagingPath, target, overwrite);
            return true;
        }
        catch (Exception e)
        {
            try
            {
                Directory.Move(stagingPath, source);
            }
            catch (Exception rollback) when (rollback is IOException or UnauthorizedAccessException)
            {
                throw new FileMoveRollbackException(stagingPath, e);
            }

            throw;
        }
    }

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is complete under its new name, so a failure to delete the old name has no effect.
        }
    }

    // Directory.Move renames files, too, and unlike File.Move it never copies to another file system, where readers see an incomplete file.
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
}
