using System.Buffers.Binary;
using System.IO.Compression;
using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>Reads the pixels of a PNG file row by row. Its memory depends on the width of the image and not on its height.</summary>
sealed class PngReader : IDisposable
{
    /// <summary>The maximum number of pixels, so that a small file that expands to many pixels doesn't take minutes.</summary>
    public const int MaxPixels = 100_000_000;

    const int MaxPaletteLength = 256;
    const int RgbLength = 3;

    static readonly int[] s_bitDepths = [1, 2, 4, 8, 16];

    readonly PngColorType _colorType;
    readonly int _bitDepth;
    readonly DeflateStream _pixels;

    // The red, green, blue, and alpha values of each color, in which a color that the file doesn't define is transparent.
    readonly byte[] _palette = new byte[4 * MaxPaletteLength];
    readonly int[]? _transparentColor;

    // The distance in bytes from a pixel to the one at its left.
    readonly int _pixelStride;
    readonly byte[] _samples;
    byte[] _row;
    byte[] _previousRow;

    /// <exception cref="CometApiException">The file is invalid, or the reader doesn't support it (<see cref="NotSupportedException"/>).</exception>
    public PngReader(Stream file)
    {
        ImageHeaderReader reader = new(file);
        Span<byte> header = stackalloc byte[33];
        if (!reader.TryRead(header) || !header.Slice(8, 8).SequenceEqual("\0\0\0\rIHDR"u8))
        {
            throw CreateError("Its header is invalid.");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(16));
        uint height = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(20));
        if (width == 0 || height == 0 || (ulong)width * height > MaxPixels)
        {
            throw CreateError($"Its size is {width}x{height}, and the maximum is {MaxPixels / 1_000_000} megapixels.");
        }

        (_bitDepth, byte colorType, byte interlace) = (header[24], header[25], header[28]);
        _colorType = PngColorType.Find(colorType) is { } type && type.Supports(_bitDepth) && s_bitDepths.Contains(_bitDepth)
            ? type
            : throw CreateError($"Its color type {colorType} with {_bitDepth} bits is invalid.");
        if (interlace != 0)
        {
            throw new NotSupportedException("Interlaced PNG images");
        }

        (Width, Height) = ((int)width, (int)height);
        int bitsPerPixel = _bitDepth * _colorType.SampleCount;
        _pixelStride = Math.Max(1, bitsPerPixel / 8);
        int rowLength = (int)(((long)Width * bitsPerPixel + 7) / 8);
        _row = new byte[rowLength];
        _previousRow = new byte[rowLength];
        _samples = new byte[Width * _colorType.SampleCount];
        uint dataLength = ReadChunks(file, reader, ref _transparentColor);
        PngDataStream data = new(file, dataLength);

        // The two bytes before the compressed data are the header of zlib.
        if (data.ReadByte() < 0 || data.ReadByte() < 0)
        {
            throw CreateTruncatedError();
        }

        _pixels = new DeflateStream(data, CompressionMode.Decompress);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads the next row as red, green, blue, and alpha values.</summary>
    /// <exception cref="CometApiException">The file is invalid.</exception>
    public void ReadRow(byte[] rgba)
    {
        (_row, _previousRow) = (_previousRow, _row);
        try
        {
            int filter = _pixels.ReadByte();
            ReadExactly(filter < 0 ? throw CreateTruncatedError() : _row);
            RemoveFilter(filter);
        }
        catch (InvalidDataException e)
        {
            throw CreateError("Its compressed data is invalid.", e);
        }

        Unpack();
        for (int x = 0; x < Width; x++)
        {
            ConvertPixel(_samples.AsSpan(x * _colorType.SampleCount, _colorType.SampleCount), rgba.AsSpan(4 * x, 4));
        }
    }

    public void Dispose() => _pixels.Dispose();

    static CometApiException CreateError(string reason, Exception? innerException = null) => new(
        CometErrorKind.InvalidImage, $"The PNG image can't be displayed. {reason}", "Check the file with another program.", innerException);

    static CometApiException CreateTruncatedError() => CreateError("The file ended early.");

    static int Predict(int left, int up, int upLeft)
    {
        int toLeft = Math.Abs(up - upLeft);
        int toUp = Math.Abs(left - upLeft);
        int toUpLeft = Math.Abs(left + up - (2 * upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    // Reads the palette and the transparent colors. Returns the length of the first chunk with pixels.
    uint ReadChunks(Stream file, ImageHeaderReader reader, ref int[]? transparentColor)
    {
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> data = stackalloc byte[RgbLength * MaxPaletteLength];
        while (reader.TryRead(chunk))
        {
            ReadOnlySpan<byte> type = chunk.Slice(4);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (type.SequenceEqual("IDAT"u8))
            {
                return length;
            }

            bool isPalette = type.SequenceEqual("PLTE"u8);
            bool isTransparency = type.SequenceEqual("tRNS"u8);
            if (isPalette || isTransparency)
            {
                ReadOnlySpan<byte> values = reader.ReadUpTo(data.Slice(0, (int)Math.Min(length, data.Length)));
                length -= (uint)values.Length;
                SetColors(values, isPalette, ref transparentColor);
            }

            reader.Skip(length + 4L);
        }

        throw file.Position < file.Length ? CreateError("It has too many chunks.") : CreateTruncatedError();
    }

    void SetColors(ReadOnlySpan<byte> values, bool isPalette, ref int[]? transparentColor)
    {
        if (isPalette)
        {
            for (int i = 0; i < values.Length / RgbLength; i++)
            {
                values.Slice(RgbLength * i, RgbLength).CopyTo(_palette.AsSpan(4 * i));
                _palette[(4 * i) + 3] = byte.MaxValue;
            }
        }
        else if (_colorType.HasPalette)
        {
            for (int i = 0; i < Math.Min(values.Length, MaxPaletteLength); i++)
            {
                _palette[(4 * i) + 3] = values[i];
            }
        }
        else if (values.Length >= 2 * _colorType.SampleCount)
        {
            transparentColor = new int[_colorType.SampleCount];
            for (int i = 0; i < transparentColor.Length; i++)
            {
                transparentColor[i] = Scale(BinaryPrimitives.ReadUInt16BigEndian(values.Slice(2 * i)));
            }
        }
    }

    void ReadExactly(byte[] buffer)
    {
        int count = 0;
        int read;
        while (count < buffer.Length && (read = _pixels.Read(buffer, count, buffer.Length - count)) > 0)
        {
            count += read;
        }

        if (count < buffer.Length)
        {
            throw CreateTruncatedError();
        }
    }

    // See https://www.w3.org/TR/png-3/#9Filters.
    void RemoveFilter(int filter)
    {
        if (filter > 4)
        {
            throw CreateError($"Its filter {filter} is invalid.");
        }

        if (filter == 0)
        {
            return;
        }

        for (int i = 0; i < _row.Length; i++)
        {
            int left = i < _pixelStride ? 0 : _row[i - _pixelStride];
            int up = _previousRow[i];
            _row[i] += (byte)(filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Predict(left, up, i < _pixelStride ? 0 : _previousRow[i - _pixelStride]),
            });
        }
    }

    // Converts samples of any depth to one byte each. Of 16 bits, the upper ones are kept.
    void Unpack()
    {
        if (_bitDepth == 8)
        {
            _row.CopyTo(_samples, 0);
            return;
        }

        for (int i = 0; i < _samples.Length; i++)
        {
            int bit = i * _bitDepth;
            int value = _bitDepth == 16 ? _row[2 * i] << 8 : _row[bit / 8] >> (8 - _bitDepth - (bit % 8)) & ((1 << _bitDepth) - 1);
            _samples[i] = Scale(value);
        }
    }

    // An index of the palette isn't scaled.
    byte Scale(int value) => _bitDepth switch
    {
        16 => (byte)(value >> 8),
        < 8 when !_colorType.HasPalette => (byte)(value * byte.MaxValue / ((1 << _bitDepth) - 1)),
        _ => (byte)value,
    };

    void ConvertPixel(ReadOnlySpan<byte> samples, Span<byte> rgba)
    {
        if (_colorType.HasPalette)
        {
            _palette.AsSpan(4 * samples[0], 4).CopyTo(rgba);
            return;
        }

        int blue = _colorType.IsGray ? 0 : 2;
        rgba[0] = samples[0];
        rgba[1] = samples[blue / 2];
        rgba[2] = samples[blue];
        rgba[3] = _colorType.HasAlpha ? samples[blue + 1] : IsTransparent(samples) ? (byte)0 : byte.MaxValue;
    }

    bool IsTransparent(ReadOnlySpan<byte> samples)
    {
        for (int i = 0; i < _transparentColor?.Length; i++)
        {
            if (samples[i] != _transparentColor[i])
            {
                return false;
            }
        }

        return _transparentColor is not null;
    }
}
