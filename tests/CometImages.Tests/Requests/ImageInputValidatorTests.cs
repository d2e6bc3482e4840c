using CometImages.Images;
using CometImages.Models;
using CometImages.Requests;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Requests;

public sealed class ImageInputValidatorTests : IDisposable
{
    readonly TempFolder _folder = TempFolder.CreateInMemory();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_of_each_format_with_a_mask_are_valid() => Assert.Null(Validate(
        "gpt-image-2",
        [SourceFiles.Png(_folder, "a.png"), SourceFiles.Jpeg(_folder, "b.jpg"), SourceFiles.WebP(_folder, "c.webp")],
        SourceFiles.Png(_folder, "mask.png")));

    [Theory]
    [InlineData("gpt-image-2", 16, null)]
    [InlineData("gpt-image-2", 17, "gpt-image-2 supports at most 16 images per request, not 17.")]
    [InlineData("unknown-model", 17, null)]
    public void The_number_of_images_depends_on_the_model(string model, int count, string? message)
    {
        SourceImage image = SourceFiles.Png(_folder, "a.png");
        Assert.Equal(message, Validate(model, [.. Enumerable.Repeat(image, count)])?.Message);
    }

    [Theory]
    [InlineData("gpt-image-2", 49_999_999, true)]
    [InlineData("gpt-image-2", 50_000_000, false)]
    [InlineData("unknown-model", 50_000_000, true)]
    public void The_size_of_an_image_depends_on_the_model(string model, int length, bool isValid)
    {
        string path = SourceFiles.Png(_folder, "a.png").Location;
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(length);
        }

        RequestError? error = Validate(model, [new SourceImage(SourceFile.Read(path))]);
        Assert.Equal(isValid ? null : $"'{path}' has 50.0 MB. gpt-image-2 supports images of less than 50 MB.", error?.Message);
    }

    [Theory]
    [InlineData("", "isn't a PNG, JPEG, or WebP image. The file is empty.")]
    [InlineData("text", "isn't a PNG, JPEG, or WebP image.")]
    [InlineData("GIF89a..........", "isn't a PNG, JPEG, or WebP image. It contains an image in GIF format.")]
    public void The_bytes_and_not_the_extension_show_the_format(string content, string message)
    {
        SourceImage image = new(SourceFile.Read(_folder.Write("a.png", System.Text.Encoding.ASCII.GetBytes(content))));
        Assert.Equal($"'{image}' {message}", Validate("unknown-model", [image])?.Message);
    }

    [Theory]
    [InlineData(128, true, "mask.png' has 128x128 pixels, and the image")]
    [InlineData(256, false, "has no alpha channel.")]
    public void A_mask_has_the_pixels_of_the_image_and_an_alpha_channel(int size, bool hasAlpha, string message)
    {
        RequestError? error = Validate("gpt-image-2", [SourceFiles.Png(_folder, "a.png")], SourceFiles.Png(_folder, "mask.png", size: size, hasAlpha: hasAlpha));
        Assert.Equal("mask", error?.Field);
        Assert.Contains(message, error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_is_a_small_PNG_image()
    {
        SourceImage image = SourceFiles.Png(_folder, "a.png");
        Assert.Contains("isn't a PNG image. It contains an image in JPEG format.", Validate("gpt-image-2", [image], SourceFiles.Jpeg(_folder, "m.jpg"))!.Message, StringComparison.Ordinal);
        Assert.Contains("has 4.0 MB.", Validate("gpt-image-2", [image], SourceFiles.Png(_folder, "m.png", length: 4_000_000))!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dall-e-3", ImageRoute.Edits, "dall-e-3 doesn't edit images.", "gpt-image-2, ")]
    [InlineData("dall-e-3", ImageRoute.Generations, "dall-e-3 doesn't support reference images.", "seedream")]
    [InlineData("gpt-image-2", ImageRoute.Generations, "gpt-image-2 doesn't create images from reference images.", "Edit-CometImage")]
    internal void A_model_that_does_not_take_images_is_rejected_with_one_that_does(string model, ImageRoute route, string message, string recommendation)
    {
        RequestError? error = Validate(model, [SourceFiles.Png(_folder, "a.png")], route: route);
        Assert.Equal(message, error?.Message);
        Assert.Contains(recommendation, error!.RecommendedAction, StringComparison.Ordinal);
    }

    static RequestError? Validate(string model, IReadOnlyList<SourceImage> images, SourceImage? mask = null, ImageRoute route = ImageRoute.Edits) =>
        ImageRequestValidator.ValidateForModel(new ImageGenerationRequest { Model = model, Route = route, Prompt = "p", Images = images, Mask = mask });
}
