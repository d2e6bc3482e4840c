using System.IO.Compression;

namespace CometImages.Metadata;

/// <summary>Decompresses the texts of one file up to a limit, because a few bytes can become gigabytes.</summary>
sealed class TextInflater
{
    const int ZlibHeaderLength = 2;

    int _remaining = 4 * 1024 * 1024;

    /// <summary>Decompresses zlib data. Returns null if the data is invalid or exceeds the limit.</summary>
    public byte[]? TryInflate(byte[] data, int start)
    {
        if (data.Length - start <= ZlibHeaderLength)
        {
            return null;
        }

        using MemoryStream compressed = new(data, start + ZlibHeaderLength, data.Length - start - ZlibHeaderLength);
        using DeflateStream source = new(compressed, CompressionMode.Decompress);
        using MemoryStream text = new();
        byte[] block = new byte[4096];
        try
        {
            int read;
            while ((read = source.Read(block, 0, block.Length)) > 0)
            {
                _remaining -= read;
                if (_remaining < 0)
                {
                    return null;
                }

                text.Write(block, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return text.ToArray();
    }
}
