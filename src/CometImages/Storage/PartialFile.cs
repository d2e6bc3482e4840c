using System.Security.Cryptography;

namespace CometImages.Storage;

/// <summary>
/// A file that is being written under a passing name beside its target. It gets the target's name when it is whole, in one step;
/// until then no half file stands under a final name, and disposing removes it.
/// </summary>
sealed class PartialFile : IDisposable
{
    /// <summary>What every unfinished file ends with.</summary>
    public const string Extension = ".part";

    static readonly byte[] s_emptyBlock = new byte[4096];

    readonly FileStream _stream;
    bool _done;

    PartialFile(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
    }

    public string Path { get; }

    /// <summary>Makes an empty part file in a folder, which is created when missing.</summary>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written.</exception>
    public static PartialFile Create(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        string path = System.IO.Path.Combine(folder, $"{Shorten(name)}.{RandomName()}{Extension}");

        // No buffer of its own: what arrives is written in large blocks already.
        return new PartialFile(path, new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1));
    }

    public static string RandomName()
    {
        byte[] random = new byte[4];
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        source.GetBytes(random);
        return BitConverter.ToUInt32(random, 0).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Proves that the place has room for a first block, so that a full disk is known before anything is bought.</summary>
    public void EnsureFreeSpace()
    {
        _stream.Write(s_emptyBlock, 0, s_emptyBlock.Length);
        _stream.Flush();

        // The block stays, to be written over: a file that was emptied once is written to the disk by ext4 at once when it is closed.
        _stream.Position = 0;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
#if NET8_0_OR_GREATER
        _stream.Write(bytes);
#else
        byte[] copy = System.Buffers.ArrayPool<byte>.Shared.Rent(bytes.Length);
        try
        {
            bytes.CopyTo(copy);
            _stream.Write(copy, 0, bytes.Length);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(copy);
        }
#endif
    }

    /// <summary>Copies the first bytes of what was written to another part file.</summary>
    public void CopyTo(PartialFile other, long length)
    {
        _stream.Position = 0;
        other.CopyFrom(_stream, length);
    }

    /// <summary>Appends this many bytes of another file.</summary>
    public void CopyFrom(Stream source, long length)
    {
        byte[] block = new byte[64 * 1024];
        while (length > 0)
        {
            int read = source.Read(block, 0, (int)Math.Min(block.Length, length));
            if (read == 0)
            {
                throw new EndOfStreamException("The file that was being copied became shorter.");
            }

            Write(block.AsSpan(0, read));
            length -= read;
        }
    }

    /// <summary>Closes the file and gives it its final name.</summary>
    /// <exception cref="IOException">The target is there and may not be overwritten, or the disk is full.</exception>
    public void MoveTo(string target, bool overwrite)
    {
        Close();
        FileMover.Rename(Path, target, overwrite);
        _done = true;
    }

    /// <summary>The same for a target that may lie on another file system; it is never overwritten.</summary>
    public void MoveAcrossVolumes(string target)
    {
        Close();
        FileMover.Move(Path, target, overwrite: false);
        _done = true;
    }

    /// <summary>Empties the file.</summary>
    public void Truncate()
    {
        _stream.Position = 0;
        _stream.SetLength(0);
    }

    void Close()
    {
        if (_stream.CanWrite && _stream.Length > _stream.Position)
        {
            _stream.SetLength(_stream.Position);
        }

        _stream.Dispose();
    }

    public void Dispose()
    {
        if (_done)
        {
            return;
        }

        _done = true;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk may say so again while closing; the file goes away all the same.
        }

        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing more can be done about it here; its name says that it is unfinished.
        }
    }

    // Most file systems take 255 bytes in a name; the part's own suffix needs some of them.
    static string Shorten(string name)
    {
        while (System.Text.Encoding.UTF8.GetByteCount(name) > 200)
        {
            name = name.Substring(0, name.Length - (char.IsLowSurrogate(name[name.Length - 1]) ? 2 : 1));
        }

        return name;
    }
}
