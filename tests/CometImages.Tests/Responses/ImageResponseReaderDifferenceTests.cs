using System.Text;
using CometImages.Responses;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Responses;

/// <summary>How the reader handles base64 and JSON that platforms read differently.</summary>
public sealed class ImageResponseReaderDifferenceTests
{
    static readonly byte[] Png = ImageBytes.Png(40);
    static readonly string Base64 = Convert.ToBase64String(Png);

    [Theory]
    [InlineData(" ")]
    [InlineData("\\n")]
    [InlineData("\\r\\n\\t")]
    [InlineData("\\u0020\\u000A\\u000d")]
    public void White_space_in_base64_is_skipped(string space)
    {
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(space + Base64[..7] + space + Base64[7..] + space));
        Assert.Null(reading.ReadError);
        Assert.Equal([Png], reading.Images);
    }

    [Theory]
    [InlineData("\\f")]
    [InlineData("\\b")]
    [InlineData("\\u000B")]
    [InlineData("\\u00A0")]
    [InlineData("\\u2028")]
    public void Other_white_space_in_base64_is_invalid(string space)
    {
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(Base64[..8] + space + Base64[8..], Base64));
        Assert.Null(reading.ReadError);
        Assert.Equal([CometErrorKind.InvalidResponse, null], reading.ItemErrors);
    }

    [Theory]
    [InlineData("iVBORw0KGgrAAA==", "iVBORw0KGgrAAP==")]
    [InlineData("iVBORw0KGgrAAAA=", "iVBORw0KGgrAAAD=")]
    public void Excess_bits_before_the_padding_are_ignored(string right, string stray)
    {
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(stray));
        Assert.Null(reading.ReadError);
        Assert.Equal([Convert.FromBase64String(right)], reading.Images);
    }

    [Fact]
    public void Padding_inside_a_value_makes_only_that_image_invalid()
    {
        string padded = ImageBytes.Base64(40);
        Assert.EndsWith("=", padded, StringComparison.Ordinal);
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(Base64, padded + padded, Base64));
        Assert.Null(reading.ReadError);
        Assert.Equal([null, CometErrorKind.InvalidResponse, null], reading.ItemErrors);
        Assert.Equal([Png, null, Png], reading.Images);
        Assert.Equal(2, reading.Files.Length);
    }

    [Fact]
    public void Base64_without_its_padding_is_invalid()
    {
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(Base64.TrimEnd('=')));
        Assert.Equal([CometErrorKind.InvalidResponse], reading.ItemErrors);
        Assert.Empty(reading.Files);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_in_any_split()
    {
        using ResponseReading reading = ResponseReading.Of([0xEF, 0xBB, 0xBF, .. ImageBytes.Response(Base64)], 64, 1);
        Assert.Null(reading.ReadError);
        Assert.Equal([Png], reading.Images);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"\"")]
    [InlineData("{\"b64_json\":\"\"}")]
    public void A_second_b64_json_in_one_item_makes_the_response_invalid_and_complete_images_are_kept(string first)
    {
        using ResponseReading reading = ResponseReading.Of($$"""{"data":[{"b64_json":"{{Base64}}"},{"b64_json":{{first}},"b64_json":"{{Base64}}"}]}""");
        Assert.Equal(CometErrorKind.InvalidResponse, reading.ReadError?.Kind);
        Assert.Equal([Png, null], reading.Images);
        Assert.Single(reading.Files);
    }

    [Fact]
    public void A_second_data_array_makes_the_response_invalid()
    {
        using ResponseReading reading = ResponseReading.Of($$"""{"data":[{"b64_json":"{{Base64}}"}],"data":[{"b64_json":"{{Base64}}"}]}""");
        Assert.Equal(CometErrorKind.InvalidResponse, reading.ReadError?.Kind);
        Assert.Equal([Png], reading.Images);
    }

    [Fact]
    public void A_data_property_that_is_not_an_array_is_ignored()
    {
        using ResponseReading reading = ResponseReading.Of($$"""{"data":null,"data":{"b64_json":"x"},"data":[{"b64_json":"{{Base64}}"}]}""");
        Assert.Null(reading.ReadError);
        Assert.Equal([Png], reading.Images);
    }

    [Theory]
    [InlineData("""{"note":"?","data":[{"b64_json":"#"}]}""")]
    [InlineData("""{"?":1,"data":[{"b64_json":"#"}]}""")]
    [InlineData("""{"data":[{"revised_prompt":"?","b64_json":"#"}]}""")]
    [InlineData("""{"data":[{"b64_json":"?#"}]}""")]
    [InlineData("""{"data":[{"b64_json":"#?"}]}""")]
    public void Invalid_UTF8_is_invalid_everywhere(string body)
    {
        byte[] good = Encoding.UTF8.GetBytes(body.Replace("#", Base64, StringComparison.Ordinal));
        int mark = good.AsSpan().IndexOf((byte)'?');
        foreach (byte[] bad in new byte[][] { [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80] })
        {
            foreach (int size in new[] { 1, 3, 1000 })
            {
                using ResponseReading reading = ResponseReading.Of([.. good.AsSpan(0, mark), .. bad, .. good.AsSpan(mark + 1)], 128, size);
                Assert.Equal(CometErrorKind.InvalidResponse, reading.ReadError?.Kind);
                Assert.Empty(reading.Files);
            }
        }
    }

    [Fact]
    public void Valid_UTF8_in_base64_makes_only_that_image_invalid()
    {
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(Base64[..9] + "é" + Base64[9..], Base64), 64, 1);
        Assert.Null(reading.ReadError);
        Assert.Equal([CometErrorKind.InvalidResponse, null], reading.ItemErrors);
    }

    [Fact]
    public void Base64_that_is_not_an_image_leaves_no_file_and_the_other_images_are_kept()
    {
        string page = Convert.ToBase64String("<!doctype html><p>Not an image.</p>"u8.ToArray());
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(page, Base64));
        Assert.Null(reading.ReadError);
        Assert.Equal([CometErrorKind.InvalidImage, null], reading.ItemErrors);
        Assert.Single(reading.Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\\n")]
    public void An_empty_base64_string_is_none(string base64)
    {
        using ResponseReading reading = ResponseReading.Of(
            $$"""{"data":[{"url":"https://files.example/a.png","b64_json":"{{base64}}","revised_prompt":""},{"url":" ","b64_json":"{{Base64}}"}]}""");
        Assert.Null(reading.ReadError);
        Assert.Equal([null, null], reading.ItemErrors);
        Assert.Equal(["https://files.example/a.png", null], reading.State.Items.Select(item => item.Url));
        Assert.Single(reading.Files);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void A_data_URL_and_URL_safe_base64_are_decoded(int chunk)
    {
        byte[] image = [.. ImageBytes.Png(100), 0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFF, 1];
        string standard = Convert.ToBase64String(image);
        string urlSafe = standard.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        using ResponseReading reading = ResponseReading.Of(
            ImageBytes.Response("data:image/png;base64," + standard, urlSafe, "data:image/png;base64," + urlSafe), 64, chunk);
        Assert.Null(reading.ReadError);
        Assert.Equal([null, null, null], reading.ItemErrors);
        Assert.All(reading.State.Items, item => Assert.Equal(image, File.ReadAllBytes(item.File!.Path!)));
    }

    [Theory]
    [InlineData("data:")]
    [InlineData("data:image/png;base64")]
    [InlineData("data:image/png;base64,")]
    [InlineData("data:image/svg+xml,%3Csvg%3E")]
    public void A_data_URL_without_base64_leaves_no_file(string url)
    {
        using ResponseReading reading = ResponseReading.Of(ImageBytes.Response(url, Base64), 64, 3);
        Assert.Null(reading.ReadError);
        Assert.Single(reading.Files);
        Assert.Null(reading.ItemErrors[1]);
    }

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("a \\uDE00 boat")]
    [InlineData("\\ud83d\\ud83d\\ude00\\n\\\"")]
    public void A_lone_surrogate_is_one_replacement_character(string text)
    {
        using ResponseReading reading = ResponseReading.Of(
            $$"""{"{{text}}":"{{text}}","u{{text}}":1,"data":[{"revised_prompt":"{{text}}","b64_json":"{{Base64}}"}]}""");
        Assert.Null(reading.ReadError);
        Assert.Equal([Png], reading.Images);
        Assert.Equal(
            text.Replace("\\ud83d\\ude00", "😀", StringComparison.Ordinal).Replace("\\ud83d", "\uFFFD", StringComparison.Ordinal)
                .Replace("\\uDE00", "\uFFFD", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal),
            Assert.Single(reading.State.Items).RevisedPrompt);
    }

    [Fact]
    public void A_string_longer_than_the_buffer_is_skipped_and_a_property_name_is_invalid()
    {
        string text = new('x', 200);
        using ResponseReading texts = ResponseReading.Of($$"""{"model":"{{text}}","list":["{{text}}", "{{text}}"],"data":[{"url":"{{text}}","b64_json":"{{Base64}}"}]}""", 100);
        Assert.Null(texts.ReadError);
        Assert.Equal([Png], texts.Images);
        Assert.Null(texts.State.GetText(ResponseProperty.Model));
        Assert.Null(texts.State.Items[0].Url);

        using ResponseReading names = ResponseReading.Of($$"""{"{{text}}":1,"data":[]}""", 100);
        Assert.Equal(CometErrorKind.InvalidResponse, names.ReadError?.Kind);

        using ResponseReading numbers = ResponseReading.Of($$"""{"created":{{new string('1', 200)}},"data":[]}""", 100);
        Assert.Equal(CometErrorKind.InvalidResponse, numbers.ReadError?.Kind);
    }
}
