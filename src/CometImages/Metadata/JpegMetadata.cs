using CometImages.Images;

namespace CometImages.Metadata;

/// <summary>Reads the metadata of a JPEG file, which is in segments that start with a name.</summary>
static class JpegMetadata
{
    const byte App1 = 0xE1;

    static ReadOnlySpan<byte> XmpName => "http://ns.adobe.com/xap/1.0/\0"u8;

    public static IEnumerable<(PromptSource Source, string Text)> Read(ImageHeaderReader file)
    {
        foreach (JpegSegment segment in JpegSegment.Read(file).Where(segment => segment.Marker == App1))
        {
            byte[] data = file.TryReadData(segment.Length) ?? [];
            IEnumerable<(PromptSource, string)> texts = data.AsSpan().StartsWith(XmpName)
                ? XmpMetadata.Read(data.AsSpan(XmpName.Length).ToArray())
                : ExifMetadata.Read(data);
            foreach ((PromptSource, string) text in texts)
            {
                yield return text;
            }
        }
    }
}
