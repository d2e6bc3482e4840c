namespace CometImages.Storage;

/// <summary>A file with one JSON object per line, to which any number of processes append complete lines at the same time.</summary>
/// <param name="path">The path. The folder is created for its user only.</param>
sealed class JsonLinesFile(string path)
{
    const int MaxAttempts = 2000;
    const int BlockSize = 1 << 20;
    const byte LineEnd = (byte)'\n';

    public string Path => path;

    /// <summary>Appends a line. When the method returns, the line survives the end of the process, but not of the system.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public void Append(ReadOnlySpan<byte> json)
    {
        using FileStream file = OpenExclusively();

        // A process that was killed, or a full disk, can leave a part of a line.
        if (file.Length > 0)
        {
            file.Position = file.Length - 1;
            if (file.ReadByte() != LineEnd)
            {
                file.WriteByte(LineEnd);
            }
        }

        byte[] line = new byte[json.Length + 1];
        json.CopyTo(line);
        line[json.Length] = LineEnd;
        file.Write(line, 0, line.Length);
    }

    /// <summary>Creates the file if it doesn't exist, and verifies that lines can be appended.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public void EnsureWritable() => OpenExclusively().Dispose();

    /// <summary>
    /// Reads the lines that are complete. The file isn't open between two blocks, so reading a large file doesn't block the processes that
    /// append to it.
    /// </summary>
    public IEnumerable<ReadOnlyMemory<byte>> ReadLines()
    {
        byte[] block = new byte[BlockSize];
        long position = 0;
        int count;
        while ((count = ReadBlock(position, block)) > 0)
        {
            int end = Array.LastIndexOf(block, LineEnd, count - 1) + 1;
            if (end == 0)
            {
                if (count < block.Length)
                {
                    yield break;
                }

                Array.Resize(ref block, block.Length * 2);
                continue;
            }

            for (int start = 0; start < end;)
            {
                int next = Array.IndexOf(block, LineEnd, start, end - start);
                yield return block.AsMemory(start, next - start);
                start = next + 1;
            }

            position += end;
        }
    }

    int ReadBlock(long position, byte[] block)
    {
        using FileStream file = Retry(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1));
        file.Position = position;
        int count = 0;
        int read;
        while (count < block.Length && (read = file.Read(block, count, block.Length - count)) > 0)
        {
            count += read;
        }

        return count;
    }

    FileStream OpenExclusively() => Retry(() =>
    {
        try
        {
            return Open();
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            // .NET reports that the file isn't found if another thread creates the folder at the same time.
            PrivateFolder.Create(System.IO.Path.GetDirectoryName(path)!);
            return Open();
        }
    });

    FileStream Open() => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    // Another process holds the file for some microseconds.
    static FileStream Retry(Func<FileStream> open)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return open();
            }
            catch (IOException e) when (PartialFile.IsSharingViolation(e) && attempt < MaxAttempts)
            {
                Thread.Sleep(attempt % 10 == 0 ? 1 : 0);
            }
        }
    }
}
