using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using CometImages.Images;
using CometImages.Metadata;
using CometImages.Tests.Shared;
using CsCheck;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Png;
using MetadataExtractor.Formats.Xmp;
using Xunit;

namespace CometImages.Tests.Metadata;

/// <summary>
/// Compares the reader with MetadataExtractor, and reads damaged files. COMETIMAGES_PROPERTY_SECONDS sets the time of each test:
/// <c>COMETIMAGES_PROPERTY_SECONDS=600 dotnet run --project tests/CometImages.Tests -- --filter-class "*PromptReaderPropertyTests"</c>.
/// </summary>
public sealed class PromptReaderPropertyTests
{
    const int DefaultIterations = 3_000;
    const string ExtensionNamespace = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    static readonly int s_seconds = Environment.GetEnvironmentVariable("COMETIMAGES_PROPERTY_SECONDS") is { Length: > 0 } seconds
        ? int.Parse(seconds, CultureInfo.InvariantCulture)
        : -1;

    static readonly byte[] s_xmpName = [.. "http://ns.adobe.com/xap/1.0/\0"u8];
    static readonly byte[] s_edges = [0, 1, 0x7F, 0x80, 0xFF];

    // A text without control characters and without spaces at its ends, which are removed from a prompt.
    static readonly Gen<string> s_latin = Gen.Char[' ', '~'].Array[1, 60].Select(chars => "a" + new string(chars) + "z");
    static readonly Gen<string> s_text = Gen.OneOf(s_latin, Gen.Char['\u00C0', '\u1FFF'].Array[1, 30].Select(chars => "a" + new string(chars) + "z"));

    static readonly Gen<(byte[] Image, string Prompt)> s_images = Gen.OneOf(
        s_text.Select(text => (ExifJpeg(text), text)),
        s_text.Select(text => (MetadataImage.WebP(("EXIF", MetadataImage.Exif(text))), text)),
        s_latin.Select(text => (MetadataImage.Png(MetadataImage.LatinText("Description", text)), text)),
        s_text.Select(text => (MetadataImage.Png(MetadataImage.InternationalText("Description", text)), text)),
        s_latin.Select(text => (MetadataImage.Png(("zTXt", [.. "parameters\0\0"u8, .. Deflate(Encoding.Latin1.GetBytes(text))])), text)),
        s_text.Select(text => (MetadataImage.Png(MetadataImage.InternationalText("XML:com.adobe.xmp", Xmp(text, isAttribute: true))), text)),
        s_text.Select(text => (MetadataImage.Png(MetadataImage.InternationalText("XML:com.adobe.xmp", Xmp(text, isAttribute: false))), text)),
        s_text.Select(text => (MetadataImage.Jpeg((0xE1, [.. s_xmpName, .. Encoding.UTF8.GetBytes(Xmp(text, isAttribute: true))])), text)),
        s_text.Select(text => (MetadataImage.WebP(("XMP ", Encoding.UTF8.GetBytes(Xmp(text, isAttribute: false)))), text)));

    // What MetadataExtractor 2.4 doesn't read: Exif data and compressed iTXt chunks in a PNG file.
    static readonly Gen<(byte[] Image, string Prompt)> s_others =
        Gen.OneOf(s_text.Select(text => (ExifPng(text), text)), s_text.Select(text => (CompressedPng(text), text)));

    [Fact]
    public void A_prompt_is_what_an_independent_reader_finds() => s_images.Sample(
        (image, prompt) =>
        {
            Assert.Equal(prompt, Read(image, image));
            Assert.Contains(prompt, ReadIndependently(image));
        },
        iter: DefaultIterations,
        time: s_seconds);

    [Fact]
    public void A_prompt_is_what_an_independent_reader_finds_in_another_file() => s_text.Sample(
        text =>
        {
            Assert.Contains(Read(ExifPng(text), ExifPng(text)), ReadIndependently(ExifJpeg(text)));
            byte[] plain = MetadataImage.Png(MetadataImage.InternationalText("prompt", text));
            Assert.Contains(Read(CompressedPng(text), CompressedPng(text)), ReadIndependently(plain));
        },
        iter: DefaultIterations,
        time: s_seconds);

    [Fact]
    public void A_damaged_file_causes_no_exception()
    {
        Gen<byte> value = Gen.OneOf(Gen.Byte, Gen.Int[0, s_edges.Length - 1].Select(i => s_edges[i]));
        Gen<(int Index, byte Value)[]> changes = Gen.Select(Gen.Int[8, 400], value).Array[1, 8];
        Gen.Select(Gen.OneOf(s_images, s_others), changes, Gen.Int[8, 900]).Sample(
            (image, changes, length) =>
            {
                byte[] damaged = [.. image.Image.Take(length)];
                foreach ((int index, byte value) in changes.Where(change => change.Index < damaged.Length))
                {
                    damaged[index] = value;
                }

                using MemoryStream file = new(damaged);
                ImageFileFormat.Detect(image.Image, out _)!.ReadHeader(file);
                Read(image.Image, damaged);
            },
            TestContext.Current.TestOutputHelper!.WriteLine,
            iter: 10 * DefaultIterations,
            time: s_seconds);
    }

    static byte[] ExifJpeg(string text) => MetadataImage.Jpeg((0xE1, [.. "Exif\0\0"u8, .. MetadataImage.Exif(text)]));

    static byte[] ExifPng(string text) => MetadataImage.Png(("eXIf", MetadataImage.Exif(text)));

    static byte[] CompressedPng(string text) => MetadataImage.Png(("iTXt", [.. "prompt\0\u0001\0\0\0"u8, .. Deflate(Encoding.UTF8.GetBytes(text))]));

    static string? Read(byte[] detected, byte[] image)
    {
        using MemoryStream file = new(image);
        return PromptReader.Read(ImageFileFormat.Detect(detected, out _)!, file);
    }

    static IEnumerable<string?> ReadIndependently(byte[] image)
    {
        using MemoryStream file = new(image);

        // It decodes each text of a PNG file as Latin-1, so the bytes of an iTXt chunk are decoded here.
        IReadOnlyList<MetadataExtractor.Directory> directories = ImageMetadataReader.ReadMetadata(file);
        return
        [
            .. directories.OfType<ExifIfd0Directory>().Select(exif => exif.GetStringValue(ExifDirectoryBase.TagImageDescription))
                .Select(value => value.Bytes is null ? null : Encoding.UTF8.GetString(value.Bytes).TrimEnd('\0')),
            .. directories.OfType<PngDirectory>().Select(png => png.GetObject(PngDirectory.TagTextualData))
                .OfType<IEnumerable<MetadataExtractor.KeyValuePair>>().SelectMany(pairs => pairs)
                .SelectMany(pair => new[] { pair.Value.ToString(), Encoding.UTF8.GetString(pair.Value.Bytes) }),
            .. directories.OfType<XmpDirectory>().Select(xmp => xmp.XmpMeta?.GetPropertyString(ExtensionNamespace, "AIPromptInformation")),
        ];
    }

    static string Xmp(string prompt, bool isAttribute)
    {
        string text = SecurityElement.Escape(prompt)!;
        return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + $"<rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"{ExtensionNamespace}\""
            + (isAttribute
                ? $" Iptc4xmpExt:AIPromptInformation=\"{text}\">"
                : $"><Iptc4xmpExt:AIPromptInformation>{text}</Iptc4xmpExt:AIPromptInformation>")
            + "</rdf:Description></rdf:RDF></x:xmpmeta>";
    }

    static byte[] Deflate(byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(bytes);
        }

        return compressed.ToArray();
    }
}
