using System.Runtime.InteropServices;

namespace CometImages.Storage;

/// <summary>
/// A file with a temporary name in the folder of its target. It gets the target's name in one step when it's complete, so no incomplete
/// file has a final name. Disposing a file that wasn't moved deletes it. No other process can open the file, and the system closes it when
/// this process ends in any way.
/// </summary>
sealed partial class PartialFile : IDisposable
{
    static readonly byte[] s_emptyBlock = new byte[4096];

    // Windows renames and deletes an open file only if its deletion is shared. Unix always does, and locks a file only if nothing is shared.
    static readonly FileShare s_share = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FileShare.Delete : FileShare.None;

    // ERROR_SHARING_VIOLATION of Windows, and EWOULDBLOCK of Linux and macOS.
    static readonly int[] s_sharingViolations = [unchecked((int)0x80070020), 11, 35];

    FileStream _stream;
    string _path;
    bool _ownsPath = true;

    PartialFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>Returns whether a file can't be opened, because another process or thread has opened it exclusively.</summary>
    public static bool IsSharingViolation(IOException e) => s_sharingViolations.Contains(e.HResult);

    /// <summary>Creates an empty file in a folder, and the folder if it doesn't exist.</summary>
    public static PartialFile Create(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, PartialFileName.CreateTemporary(name));
        using (LockFolder(folder))
        {
            return new PartialFile(path, Open(path, FileMode.CreateNew));
        }
    }

    /// <summary>
    /// Creates the partial file that claims a target, which has the same name in every process. A file that a killed process left is taken over.
    /// </summary>
    /// <returns>The file, whose previous content is overwritten, or null if another command holds it.</returns>
    public static PartialFile? TryClaim(string target)
    {
        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        string path = GetClaimPath(target);
        using (LockFolder(folder))
        {
            return TryOpen(path, FileMode.OpenOrCreate) is { } stream ? new PartialFile(path, stream) : null;
        }
    }

    /// <summary>Returns whether another command holds the claim of a target on this computer. A claim that a killed process left is deleted.</summary>
    public static bool IsClaimed(string target)
    {
        if (!File.Exists(GetClaimPath(target)))
        {
            return false;
        }

        using PartialFile? claim = TryClaim(target);
        return claim is null;
    }

    /// <summary>Deletes the files with a temporary name that killed processes left in a folder. Failures are ignored.</summary>
    public static void DeleteAbandoned(string folder)
    {
        try
        {
            using (LockFolder(folder))
            {
                foreach (string path in Directory.GetFiles(folder, "*" + PartialFileName.Extension).Where(PartialFileName.IsTemporary))
                {
                    DeleteIfAbandoned(path);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder doesn't exist or can't be read.
        }
    }

    /// <summary>Writes a block that <see cref="Write"/> overwrites, so that a full disk is found before an image is requested.</summary>
    public void EnsureFreeSpace()
    {
        Write(s_emptyBlock);
        _stream.Flush();

        // The file isn't truncated: ext4 flushes a file that was truncated to zero when it's closed (the mount option auto_da_alloc).
        _stream.Position = 0;
    }

    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>Copies the first bytes of this file to the end of another.</summary>
    public void CopyTo(PartialFile other, long length)
    {
        _stream.Position = 0;
        other.CopyFrom(_stream, length);
    }

    /// <summary>Appends the first bytes of a stream.</summary>
    public void CopyFrom(Stream source, long length)
    {
        byte[] block = new byte[Math.Min(64 * 1024, length)];
        while (length > 0)
        {
            int read = source.Read(block, 0, (int)Math.Min(block.Length, length));
            Write(block.AsSpan(0, read > 0 ? read : throw new EndOfStreamException("The source file became shorter while it was copied.")));
            length -= read;
        }
    }

    /// <summary>Reads what was written.</summary>
    /// <param name="read">Reads the file, which is at its beginning.</param>
    public T Read<T>(Func<Stream, T> read)
    {
        RemoveUnusedSpace();
        long end = _stream.Position;
        _stream.Position = 0;
        try
        {
            return read(_stream);
        }
        finally
        {
            _stream.Position = end;
        }
    }

    public void Truncate()
    {
        _stream.Position = 0;
        _stream.SetLength(0);
    }

    /// <summary>Gives the file its final name, in its own folder or another one, and closes it.</summary>
    /// <exception cref="IOException">The target exists and <paramref name="overwrite"/> is false, or the disk is full.</exception>
    public void MoveTo(string target, bool overwrite)
    {
        RemoveUnusedSpace();
        _stream.Flush();

        // The file stays open until the target exists, so no other process can claim the target in between.
        if (!TryRename(target, overwrite))
        {
            using PartialFile copy = Create(Path.GetDirectoryName(target)!, Path.GetFileName(target));
            CopyTo(copy, _stream.Length);
            copy.MoveTo(target, overwrite);
        }

        Dispose();
    }

    public void Dispose()
    {
        if (_ownsPath)
        {
            using (LockFolder(Path.GetDirectoryName(_path)!))
            {
                FileMover.TryDelete(_path);
            }

            _ownsPath = false;
        }

        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // Closing a file on a full disk can fail again, and the file is complete or deleted in either case.
        }
    }

    static string GetClaimPath(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, PartialFileName.GetClaim(Path.GetFileName(target)));

    // Callers write large blocks, so the stream needs no buffer of its own.
    static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, s_share, bufferSize: 1);

    // Returns null if another command holds the file.
    static FileStream? TryOpen(string path, FileMode mode)
    {
        try
        {
            return Open(path, mode);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            return null;
        }
    }

    static void DeleteIfAbandoned(string path)
    {
        try
        {
            using FileStream? file = TryOpen(path, FileMode.Open);

            // A file system without locks opens the file twice, and then another process can hold it, too.
            using FileStream? second = file is null ? null : TryOpen(path, FileMode.Open);
            if (file is not null && second is null)
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process completed or deleted the file, or the file belongs to another user.
        }
    }

    // Returns false if the target is on another file system.
    bool TryRename(string target, bool overwrite)
    {
        string folder = Path.GetDirectoryName(_path)!;
        using (LockFolder(folder))
        {
            try
            {
                // A claim's folder is on the file system of its target.
                string targetFolder = Path.GetDirectoryName(target)!;
                if (targetFolder == folder || targetFolder == Path.GetDirectoryName(folder))
                {
                    Publish(target, overwrite);
                    _ownsPath = false;
                }
                else
                {
                    _ownsPath = !FileMover.TryMoveWithoutCopy(_path, target, overwrite);
                }
            }
            catch (FileNotFoundException)
            {
                // This computer was suspended, and another one took over the claim. The stream still reads the deleted file.
            }
            catch (FileMoveRollbackException)
            {
                _ownsPath = false;
                throw;
            }
        }

        return !_ownsPath;
    }

    // An image that is smaller than the block of EnsureFreeSpace, or than what a killed process left, leaves the end of it.
    void RemoveUnusedSpace()
    {
        if (_stream.Length > _stream.Position)
        {
            _stream.SetLength(_stream.Position);
        }
    }
}
