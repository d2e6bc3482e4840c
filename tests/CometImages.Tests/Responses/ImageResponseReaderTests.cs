using System.Text;
using CometImages.Responses;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Responses;

public sealed class ImageResponseReaderTests
{
    static readonly byte[] Png = ImageBytes.Png(40);
    static readonly string Base64 = Convert.ToBase64String(Png);

    [Fact]
    public void Properties_can_be_in_any_order()
    {
        string data = $$"""{"b64_json":"{{Base64}}","size":"s"}""";
        foreach (string body in new[]
        {
            $$$"""{"created":5,"data":[{{{data}}}],"usage":{"total_tokens":7},"model":"m"}""",
            $$$"""{"data":[{{{data}}}],"model":"m","usage":{"total_tokens":7},"created":5}""",
            $$$"""{"usage":{"total_tokens":7},"model":"m","created":5,"data":[{{{data}}}]}""",
        })
        {
            using ResponseReading reading = ResponseReading.Of(body, 64, 5);
            Assert.Null(reading.Broken);
            Assert.Equal([Png], reading.Pictures);
            Assert.Equal(5, reading.Document.GetNumber(ResponseProperty.Created));
            Assert.Equal(7, reading.Document.GetNumber(ResponseProperty.TotalTokens));
            Assert.Equal("m", reading.Document.GetText(ResponseProperty.Model));
            Assert.Equal("s", reading.Document.Items[0].Size);
        }
    }

    [Fact]
    public void Escapes_in_names_and_base64_are_decoded()
    {
        byte[] slashes = [.. ImageBytes.PngStart, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        string base64 = Convert.ToBase64String(slashes);
        Assert.Contains('/', base64);
        foreach (string spelled in new[] { base64.Replace("/", "\\/", StringComparison.Ordinal), base64.Replace("/", "\\u002F", StringComparison.Ordinal), string.Concat(base64.Select(c => $"\\u{(int)c:x4}")) })
        {
            using ResponseReading reading = ResponseReading.Of($$"""{"d\u0061ta":[{"b64\u005fjson":"{{spelled}}"}]}""", 32, 1);
            Assert.Null(reading.Broken);
            Assert.Equal([slashes], reading.Pictures);
        }
    }

    [Theory]
    [InlineData("""{"prompt":"\"data\":[{\"b64_json\":\"AAAA\"}]","data":[]}""", 0)]
    [InlineData("""{"other":{"data":[{"b64_json":"AAAA"}]},"data":[]}""", 0)]
    [InlineData("""{"b64_json":"AAAA","data":["b64_json",["b64_json"],5,null]}""", 0)]
    [InlineData("""{"data":[{"image":{"b64_json":"AAAA"}},{"list":[{"b64_json":"AAAA"}]},{"url":"b64_json"}]}""", 3)]
    [InlineData("""{"data":[[{"b64_json":"AAAA"}]]}""", 0)]
    [InlineData("""[{"data":[{"b64_json":"AAAA"}]}]""", 0)]
    [InlineData("""{"data":{"b64_json":"AAAA"}}""", 0)]
    public void A_b64_json_anywhere_else_is_not_an_image(string body, int pictures)
    {
        using ResponseReading reading = ResponseReading.Of(body);
        Assert.Null(reading.Broken);
        Assert.Equal(pictures, reading.Document.Items.Count);
        Assert.All(reading.Document.Items, picture => Assert.False(picture.HasBase64));
        Assert.Empty(reading.FilesOnDisk);
    }

    [Fact]
    public void An_image_can_be_null_and_the_next_one_is_read()
    {
        using ResponseReading reading = ResponseReading.Of($$"""{"data":[{"b64_json":null,"url":"https://h/p"},{"b64_json":"{{Base64}}","url":null}]}""");
        Assert.Null(reading.Broken);
        Assert.Equal([null, Png], reading.Pictures);
        Assert.Equal(["https://h/p", null], reading.Document.Items.Select(picture => picture.Url));
    }

    [Fact]
    public void A_response_cut_anywhere_keeps_the_complete_images_and_leaves_no_other_file()
    {
        byte[] body = ImageBytes.Answer(Base64, Base64);
        int first = Encoding.UTF8.GetString(body).IndexOf(Base64, StringComparison.Ordinal) + Base64.Length + 1;
        int second = Encoding.UTF8.GetString(body).LastIndexOf(Base64, StringComparison.Ordinal) + Base64.Length + 1;
        for (int length = 0; length < body.Length; length++)
        {
            using ResponseReading reading = ResponseReading.Of(body.AsSpan(0, length).ToArray(), 64, 7);
            Assert.Equal(CometErrorKind.InvalidResponse, reading.Broken?.Kind);
            Assert.Equal(length >= second ? 2 : length >= first ? 1 : 0, reading.FilesOnDisk.Length);
            Assert.DoesNotContain(reading.FilesOnDisk, file => file.EndsWith(".part", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("{\"data\":[}")]
    [InlineData("{\"data\":[]}}")]
    [InlineData("{\"data\":[]} {}")]
    [InlineData("{\"data\":[],}")]
    [InlineData("{'data':[]}")]
    [InlineData("{\"data\":[{\"b64_json\":\"\\x\"}]}")]
    [InlineData("{\"data\":[{\"b64_json\":\"\\u00G0\"}]}")]
    [InlineData("{\"data\":[{\"b64_json\":\"iVBO\nRw0K\"}]}")]
    [InlineData("{\"a\":\"\u0001\"}")]
    [InlineData("\uFEFF\uFEFF{}")]
    [InlineData("data: {}")]
    public void Invalid_JSON_is_an_invalid_response(string body)
    {
        using ResponseReading reading = ResponseReading.Of(body);
        Assert.Equal(CometErrorKind.InvalidResponse, reading.Broken?.Kind);
        Assert.True(reading.Broken!.MayHaveBeenCharged);
        Assert.Empty(reading.FilesOnDisk);
    }

    [Fact]
    public void An_HTML_page_is_an_error_about_the_base_URL()
    {
        using ResponseReading reading = ResponseReading.Of("\r\n <!doctype html><p>Hello</p>");
        Assert.Equal(CometErrorKind.InvalidBaseUri, reading.Broken?.Kind);
    }

    [Fact]
    public void Too_many_images_are_an_invalid_response()
    {
        static string List(int count) => $$"""{"data":[{{string.Join(',', Enumerable.Repeat("{}", count))}}]}""";
        using ResponseReading most = ResponseReading.Of(List(256));
        Assert.Null(most.Broken);
        using ResponseReading more = ResponseReading.Of(List(257));
        Assert.Equal(CometErrorKind.InvalidResponse, more.Broken?.Kind);
    }

    [Fact]
    public void Too_deep_nesting_is_an_invalid_response()
    {
        static string Nested(int depth) => $$"""{"a":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        using ResponseReading deep = ResponseReading.Of(Nested(63));
        Assert.Null(deep.Broken);
        using ResponseReading deeper = ResponseReading.Of(Nested(64));
        Assert.Equal(CometErrorKind.InvalidResponse, deeper.Broken?.Kind);
    }

    [Fact]
    public void An_error_instead_of_images_is_read()
    {
        using ResponseReading reading = ResponseReading.Of("""{"error":{"message":"No.","type":"t","param":null,"code":"c"}}""");
        Assert.Null(reading.Broken);
        Assert.Equal(("No.", "c", "t"), (reading.Document.Error?.Message, reading.Document.Error?.Code, reading.Document.Error?.Type));
        using ResponseReading text = ResponseReading.Of("""{"error":"No."}""");
        Assert.Equal("No.", text.Document.Error?.Message);
    }
}
