using System.Buffers.Binary;
using System.Text;

namespace CometImages.Metadata;

/// <summary>Reads the description in Exif data, which is a TIFF file. It's in the first directory, so no link to another one is followed.</summary>
static class ExifMetadata
{
    const int EntryLength = 12;
    const ushort ImageDescription = 0x010E;
    const ushort AsciiType = 2;

    static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    public static IEnumerable<(PromptSource Source, string Text)> Read(byte[] data) =>
        ReadDescription(data) is { } description ? [(PromptSource.ImageDescription, description)] : [];

    static string? ReadDescription(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> tiff = data.StartsWith(Name) ? data.Slice(Name.Length) : data;
        bool isLittleEndian = tiff.StartsWith("II*\0"u8);
        if (!isLittleEndian && !tiff.StartsWith("MM\0*"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> directory = Slice(tiff, ReadUInt32(Slice(tiff, 4, 4)), length: null);
        int count = ReadUInt16(Slice(directory, 0, 2));
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = Slice(directory, 2 + ((long)i * EntryLength), EntryLength);
            if (entry.IsEmpty)
            {
                return null;
            }

            if (ReadUInt16(entry) == ImageDescription && ReadUInt16(entry.Slice(2)) == AsciiType)
            {
                // A value of up to four bytes is in the place of its position.
                uint length = ReadUInt32(entry.Slice(4));
                ReadOnlySpan<byte> text = length <= 4 ? entry.Slice(8, (int)length) : Slice(tiff, ReadUInt32(entry.Slice(8)), length);
                return Encoding.UTF8.GetString(text.ToArray()).TrimEnd('\0');
            }
        }

        return null;

        ushort ReadUInt16(ReadOnlySpan<byte> bytes) =>
            bytes.Length < 2 ? (ushort)0
            : isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt16BigEndian(bytes);

        uint ReadUInt32(ReadOnlySpan<byte> bytes) =>
            bytes.Length < 4 ? 0
            : isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    // Returns an empty span if the data doesn't have these bytes.
    static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> data, long start, long? length) =>
        start > data.Length || start + (length ?? 0) > data.Length ? []
        : length is { } count ? data.Slice((int)start, (int)count)
        : data.Slice((int)start);
}
