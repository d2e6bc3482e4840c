using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CometImages.Images;
using CometImages.Metadata;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Metadata;

public sealed class PromptReaderTests
{
    const string XmpKeyword = "XML:com.adobe.xmp";
    const string XmpName = "http://ns.adobe.com/xap/1.0/\0";
    const string Prompt = "A boat, d\u00E9j\u00E0 vu";

    public static TheoryData<string> PromptsInXmp =>
    [
        Xmp($"<e:AIPromptInformation>{Prompt}</e:AIPromptInformation>"),
        Xmp("", $"e:AIPromptInformation='{Prompt}'"),
        Xmp($"<e:AIPromptInformation><![CDATA[{Prompt}]]></e:AIPromptInformation>"),
        Xmp($"<d:description><r:Alt><r:li xml:lang='x-default'>{Prompt}</r:li></r:Alt></d:description>"),
        Xmp($"<d:description><r:Alt><r:li xml:lang='de'>Ein Boot</r:li><r:li xml:lang='x-default'>{Prompt}</r:li></r:Alt></d:description>"),
        Xmp($"<d:description><r:Alt><r:li xml:lang='fr'>{Prompt}</r:li><r:li xml:lang='de'>Ein Boot</r:li></r:Alt></d:description>"),
        Xmp($"<d:description><r:Alt><r:li xml:lang='x-default'>x</r:li></r:Alt></d:description><e:AIPromptInformation>{Prompt}</e:AIPromptInformation>"),
        $"<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?>{Xmp($"<e:AIPromptInformation>{Prompt}</e:AIPromptInformation>")}\n   <?xpacket end='w'?>\0\0",
    ];

    public static TheoryData<string> OtherXmp =>
    [
        "",
        "<",
        Xmp("<AIPromptInformation>another namespace</AIPromptInformation>"),
        Xmp("<e:AIPromptInformation/>"),
        Xmp("<e:AIPromptInformation>   </e:AIPromptInformation>"),
        Xmp("<d:title><r:Alt><r:li xml:lang='x-default'>A title</r:li></r:Alt></d:title>"),
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>" + Xmp("<e:AIPromptInformation>&b;</e:AIPromptInformation>"),
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + Xmp("<e:AIPromptInformation>x</e:AIPromptInformation>"),
        string.Concat(Enumerable.Repeat("<a>", 100_000)),
    ];

    [Theory]
    [MemberData(nameof(PromptsInXmp))]
    public void A_prompt_in_XMP_is_read_in_each_format(string xmp)
    {
        byte[] packet = Encoding.UTF8.GetBytes(xmp);
        Assert.Equal(Prompt, Read(MetadataImage.Png(MetadataImage.InternationalText(XmpKeyword, xmp))));
        Assert.Equal(Prompt, Read(MetadataImage.Jpeg((0xE1, [.. MetadataImage.Latin1(XmpName), .. packet]))));
        Assert.Equal(Prompt, Read(MetadataImage.WebP(("XMP ", packet))));
    }

    [Theory]
    [MemberData(nameof(OtherXmp))]
    public void Other_XMP_contains_no_prompt(string xmp) =>
        Assert.Null(Read(MetadataImage.Png(MetadataImage.InternationalText(XmpKeyword, xmp))));

    [Theory]
    [InlineData("A boat")]
    [InlineData("boa")]
    [InlineData("\u30DC\u30FC\u30C8")]
    public void A_description_in_Exif_is_read_in_each_format(string description)
    {
        byte[] exif = MetadataImage.Exif(description);
        Assert.Equal(description, Read(MetadataImage.Png(("eXIf", exif))));
        Assert.Equal(description, Read(MetadataImage.Jpeg((0xE1, [.. MetadataImage.Latin1("Exif\0\0"), .. exif]))));
        Assert.Equal(description, Read(MetadataImage.WebP(("EXIF", exif))));
        Assert.Equal(description, Read(MetadataImage.WebP(("EXIF", [.. MetadataImage.Latin1("Exif\0\0"), .. exif]))));
    }

    [Theory]
    [InlineData("Description", "A boat", "A boat")]
    [InlineData("prompt", " A boat\r\n", "A boat")]
    [InlineData("parameters", "A boat,\nat sea\nNegative prompt: land\nSteps: 20, Sampler: Euler", "A boat,\nat sea")]
    [InlineData("parameters", "A boat\nSteps: 20", "A boat")]
    [InlineData("prompt", "{\"3\": {\"class_type\": \"KSampler\"}}", null)]
    [InlineData("Comment", "A boat", null)]
    [InlineData("Description", "\u001B[31mA\0 boat\u0007", "[31mA boat")]
    public void A_PNG_text_is_read_by_its_keyword(string keyword, string text, string? prompt)
    {
        Assert.Equal(prompt, Read(MetadataImage.Png(MetadataImage.LatinText(keyword, text))));
        Assert.Equal(prompt, Read(MetadataImage.Png(MetadataImage.InternationalText(keyword, text))));
        Assert.Equal(prompt, Read(MetadataImage.Png(("zTXt", Compressed(keyword, "\0\0", text)))));
        Assert.Equal(prompt, Read(MetadataImage.Png(("iTXt", Compressed(keyword, "\0\u0001\0en\0Wort\0", text)))));
    }

    [Fact]
    public void A_text_after_the_pixels_is_read()
    {
        byte[] image = [.. MetadataImage.Png(), .. MetadataImage.Png(MetadataImage.LatinText("Description", "A boat")).Skip(8)];
        Assert.Equal("A boat", Read(image));
    }

    [Fact]
    public void The_property_for_a_prompt_precedes_each_other_text()
    {
        (string, byte[])[] chunks =
        [
            ("eXIf", MetadataImage.Exif("Exif")),
            MetadataImage.LatinText("Description", "Description"),
            MetadataImage.InternationalText(XmpKeyword, Xmp("<d:description>XMP</d:description>")),
            MetadataImage.LatinText("prompt", "prompt"),
            MetadataImage.LatinText("parameters", "parameters"),
            MetadataImage.InternationalText(XmpKeyword, Xmp("<e:AIPromptInformation>AI</e:AIPromptInformation>")),
        ];
        Assert.Equal(
            ["Exif", "Description", "XMP", "prompt", "parameters", "AI"],
            Enumerable.Range(1, chunks.Length).Select(count => Read(MetadataImage.Png([.. chunks.Take(count)]))));
    }

    [Fact]
    public void What_is_compressed_to_a_thousandth_is_not_decompressed_beyond_a_limit()
    {
        byte[] bomb = Compressed("Description", "\0\0", new string('a', 3 * 1024 * 1024));
        byte[] image = MetadataImage.Png([.. Enumerable.Repeat(("zTXt", bomb), 1000)]);
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(3 * 1024 * 1024, Read(image)!.Length);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData(0xFFFFFFFF)]
    [InlineData(0x7FFFFFFF)]
    [InlineData(100)]
    public void A_text_beyond_the_end_of_the_file_is_not_read(uint length)
    {
        byte[] image = MetadataImage.Png(MetadataImage.LatinText("Description", "A boat"));
        for (int i = 0; i < 4; i++)
        {
            image[33 + i] = (byte)(length >> (8 * (3 - i)));
        }

        Assert.Null(Read(image));
    }

    [Fact]
    public void A_large_text_does_not_hide_a_small_one() => Assert.Equal("A boat", Read(MetadataImage.Png(
        MetadataImage.LatinText("parameters", new string('a', 5 * 1024 * 1024)), MetadataImage.LatinText("Description", "A boat"))));

    // An entry of the directory that refers to the directory, a count of 65,535 entries, a text beyond the data, another type.
    [Theory]
    [InlineData("49492A00 08000000 0100 0E01 0200 10000000 08000000 00000000")]
    [InlineData("49492A00 08000000 FFFF 0E01 0200 10000000 FFFFFFFF 00000000")]
    [InlineData("49492A00 FFFFFFFF 0100 0E01 0200 10000000 08000000 00000000")]
    [InlineData("49492A00 08000000 0100 0E01 0300 01000000 41000000 00000000")]
    [InlineData("4D4D002A 00000008")]
    [InlineData("49492A")]
    [InlineData("")]
    public void Damaged_Exif_data_causes_no_exception(string hex)
    {
        string? text = Read(MetadataImage.WebP(("EXIF", Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))));
        Assert.True(text is null || text.Length < 20);
    }

    static string Xmp(string properties, string attributes = "") =>
        "<x:xmpmeta xmlns:x='adobe:ns:meta/' xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:d='http://purl.org/dc/elements/1.1/' "
        + $"xmlns:e='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'><r:RDF><r:Description r:about='' {attributes}>{properties}</r:Description></r:RDF></x:xmpmeta>";

    static byte[] Compressed(string keyword, string separator, string text)
    {
        using MemoryStream zlib = new();
        zlib.Write([0x78, 0x9C], 0, 2);
        using (DeflateStream deflate = new(zlib, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] bytes = separator.Length > 2 ? Encoding.UTF8.GetBytes(text) : MetadataImage.Latin1(text);
            deflate.Write(bytes, 0, bytes.Length);
        }

        return [.. MetadataImage.Latin1(keyword + separator), .. zlib.ToArray(), 0, 0, 0, 0];
    }

    static string? Read(byte[] image)
    {
        using MemoryStream file = new(image);
        return PromptReader.Read(ImageFileFormat.Detect(image, out _)!, file);
    }
}
