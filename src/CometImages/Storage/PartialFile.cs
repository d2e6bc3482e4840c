using System.Globalization;
using System.Text;

namespace CometImages.Storage;

/// <summary>
/// A file with a temporary name in the folder of its target. It gets the target's name in one step when it's complete, so no incomplete
/// file has a final name. Disposing a file that wasn't moved deletes it.
/// </summary>
sealed partial class PartialFile : IDisposable
{
    public const string Extension = ".part";

    static readonly byte[] s_emptyBlock = new byte[4096];

    readonly string _path;
    readonly FileStream _stream;
    bool _moved;

    PartialFile(string path)
    {
        _path = path;

        // Callers write large blocks, so the stream needs no buffer of its own.
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
    }

    /// <summary>Creates an empty file in a folder, and the folder if it doesn't exist.</summary>
    public static PartialFile Create(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        return new PartialFile(Path.Combine(folder, GetTemporaryName(name)));
    }

    /// <summary>Copies a file. The target doesn't exist until the copy is complete.</summary>
    public static void Copy(string source, string target, bool overwrite)
    {
        using PartialFile part = Create(Path.GetDirectoryName(target)!, Path.GetFileName(target));
        using (FileStream stream = new(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1))
        {
            part.CopyFrom(stream, stream.Length);
        }

        part.MoveTo(target, overwrite);
    }

    /// <summary>Moves a file to any folder, on another file system by a copy. The target doesn't exist until it's complete.</summary>
    /// <exception cref="FileMoveRollbackException">The file couldn't be renamed in the target's folder or moved back.</exception>
    public static void Move(string source, string target, bool overwrite)
    {
        string stagingPath = Path.Combine(Path.GetDirectoryName(target)!, GetTemporaryName(Path.GetFileName(source)));
        if (!TryRenameWithoutCopy(source, stagingPath))
        {
            Copy(source, target, overwrite);
            TryDelete(source);
            return;
        }

        try
        {
            Rename(stagingPath, target, overwrite);
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

    // The hash code of a random GUID combines all of its bits.
    public static string GetRandomSuffix() => Guid.NewGuid().GetHashCode().ToString("x8", CultureInfo.InvariantCulture);

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

    /// <summary>Closes the file and gives it its final name, in its own folder or another one.</summary>
    /// <exception cref="IOException">The target exists and <paramref name="overwrite"/> is false, or the disk is full.</exception>
    public void MoveTo(string target, bool overwrite)
    {
        if (_stream.CanWrite)
        {
            RemoveUnusedSpace();
        }

        _stream.Dispose();
        if (Path.GetDirectoryName(target) == Path.GetDirectoryName(_path))
        {
            Rename(_path, target, overwrite);
        }
        else
        {
            Move(_path, target, overwrite);
        }

        _moved = true;
    }

    public void Dispose()
    {
        if (_moved)
        {
            return;
        }

        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // Closing a file on a full disk can fail again, and the file is deleted in either case.
        }

        TryDelete(_path);
    }

    // An image that is smaller than the block of EnsureFreeSpace leaves the end of the block.
    void RemoveUnusedSpace()
    {
        if (_stream.Length > _stream.Position)
        {
            _stream.SetLength(_stream.Position);
        }
    }

    void CopyFrom(Stream source, long length)
    {
        byte[] block = new byte[64 * 1024];
        while (length > 0)
        {
            int read = source.Read(block, 0, (int)Math.Min(block.Length, length));
            Write(block.AsSpan(0, read > 0 ? read : throw new EndOfStreamException("The source file became shorter while it was copied.")));
            length -= read;
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

    // Most file systems limit a name to 255 bytes, so a long name is shortened before the suffix is added.
    static string GetTemporaryName(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) > 200)
        {
            name = name.Substring(0, name.Length - (char.IsLowSurrogate(name[name.Length - 1]) ? 2 : 1));
        }

        return $"{name}.{GetRandomSuffix()}{Extension}";
    }
}
