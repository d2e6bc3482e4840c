using System.Text;
using CometImages.Images;

namespace CometImages.Metadata;

/// <summary>Reads the metadata of a PNG file, whose texts have keywords.</summary>
static class PngMetadata
{
    const string XmpKeyword = "XML:com.adobe.xmp";

    static readonly Encoding s_latin1 = Encoding.GetEncoding("ISO-8859-1");

    static readonly Dictionary<string, PromptSource> s_keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["parameters"] = PromptSource.Parameters,
        ["prompt"] = PromptSource.Prompt,
        ["Description"] = PromptSource.PngDescription,
    };

    // Splits the data of a text chunk after its keyword: whether the text is compressed, where it starts, and its encoding.
    static readonly Dictionary<string, Func<byte[], int, (bool IsCompressed, int Start, Encoding Encoding)>> s_textChunks = new()
    {
        ["tEXt"] = (_, start) => (false, start, s_latin1),
        ["zTXt"] = (_, start) => (true, start + 1, s_latin1),

        // Two bytes for the compression, a language, and a translated keyword.
        ["iTXt"] = (data, start) => (start < data.Length && data[start] != 0, FindEnd(data, FindEnd(data, start + 2)), Encoding.UTF8),
    };

    public static IEnumerable<(PromptSource Source, string Text)> Read(ImageHeaderReader file)
    {
        TextInflater inflater = new();
        foreach (ImageChunk chunk in ImageChunk.ReadPng(file))
        {
            IEnumerable<(PromptSource, string)> texts =
                s_textChunks.ContainsKey(chunk.Type) && file.TryReadData(chunk.Length) is { } data ? ReadText(chunk.Type, data, inflater)
                : chunk.Type == "eXIf" && file.TryReadData(chunk.Length) is { } exif ? ExifMetadata.Read(exif)
                : [];
            foreach ((PromptSource, string) text in texts)
            {
                yield return text;
            }
        }
    }

    static IEnumerable<(PromptSource, string)> ReadText(string chunkType, byte[] data, TextInflater inflater)
    {
        int keywordEnd = FindEnd(data, 0);
        string keyword = s_latin1.GetString(data, 0, Math.Max(0, keywordEnd - 1));
        bool isXmp = keyword == XmpKeyword;
        if (!isXmp && !s_keywords.ContainsKey(keyword))
        {
            return [];
        }

        (bool isCompressed, int start, Encoding encoding) = s_textChunks[chunkType](data, keywordEnd);
        if (start > data.Length)
        {
            return [];
        }

        byte[]? text = isCompressed ? inflater.TryInflate(data, start) : data.AsSpan(start).ToArray();
        return text is null ? []
            : isXmp ? XmpMetadata.Read(text)
            : [(s_keywords[keyword], encoding.GetString(text))];
    }

    // Returns the position after the zero byte that ends a string, or one after the end of the data.
    static int FindEnd(byte[] data, int start)
    {
        int end = start < data.Length ? Array.IndexOf(data, (byte)0, start) : -1;
        return end < 0 ? data.Length + 1 : end + 1;
    }
}
