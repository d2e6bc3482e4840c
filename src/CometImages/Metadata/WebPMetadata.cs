using CometImages.Images;

namespace CometImages.Metadata;

/// <summary>Reads the metadata of a WebP file.</summary>
static class WebPMetadata
{
    static readonly Dictionary<string, Func<byte[], IEnumerable<(PromptSource Source, string Text)>>> s_readers = new()
    {
        ["XMP "] = XmpMetadata.Read,
        ["EXIF"] = ExifMetadata.Read,
    };

    public static IEnumerable<(PromptSource Source, string Text)> Read(ImageHeaderReader file) =>
        from chunk in ImageChunk.ReadWebP(file)
        where s_readers.ContainsKey(chunk.Type)
        from text in s_readers[chunk.Type](file.TryReadData(chunk.Length) ?? [])
        select text;
}
