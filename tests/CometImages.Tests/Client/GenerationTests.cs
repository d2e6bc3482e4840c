using CometImages.Images;
using CometImages.Models;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class GenerationTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_alone_sends_two_fields_and_returns_the_URL_unchanged()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { Created = 1773311889 });
        CometImage image = await service.GenerateUrlAsync();
        JournalEntry request = Assert.Single(service.Requests);
        Assert.Equal("""{"model":"dall-e-3","prompt":"a boat"}""", request.Body);
        Assert.True(request.HasKey);
        Assert.Null(image.Path);
        Assert.StartsWith(service.Host.ImageUri.ToString(), image.Url, StringComparison.Ordinal);
        Assert.All(["%2B", "%20", "%7E", "%E2%82%AC", "|", "&"], part => Assert.Contains(part, image.Url, StringComparison.Ordinal));
        Assert.NotEmpty(image.RevisedPrompt!);
        Assert.Equal(new DateTime(2026, 3, 12, 10, 38, 9, DateTimeKind.Utc), image.Created.ToUniversalTime());
        Assert.Equal(DateTimeKind.Local, image.Created.Kind);
        Assert.Equal(request.RequestId, image.RequestId);
        Assert.Equal(("a boat", "dall-e-3", 1), (image.Prompt, image.Model, image.Index));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public async Task A_base64_image_becomes_a_file_with_the_same_bytes(bool dataFirst, bool indented, bool escapeSlashes)
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { DataFirst = dataFirst, Indented = indented, EscapeSlashes = escapeSlashes });
        CometImage image = Assert.Single((await service.GenerateAsync()).Images);
        JournalEntry request = Assert.Single(service.Requests);
        Assert.DoesNotContain("response_format", request.Body, StringComparison.Ordinal);
        Assert.Null(image.Url);
        Assert.Equal(Assert.Single(request.Images), EmulatedService.Hash(image.Path!));
        Assert.Equal(service.Folder["spool"], Path.GetDirectoryName(image.Path));
        Assert.Equal((".png", "png"), (Path.GetExtension(image.Path), image.OutputFormat));
        Assert.True(image.TotalTokens > 0);
        Assert.Single(service.Folder.Files());
    }

    [Fact]
    public async Task Several_images_keep_their_order_and_only_the_first_has_the_usage()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        ImageGenerationResult result = await service.GenerateAsync(4);
        Assert.Empty(result.Failures);
        Assert.Equal(Assert.Single(service.Requests).Images, result.Images.Select(image => EmulatedService.Hash(image.Path!)));
        Assert.Equal([1, 2, 3, 4], result.Images.Select(image => image.Index));
        Assert.Equal([true, false, false, false], result.Images.Select(image => image.TotalTokens is not null));
    }

    [Theory]
    [InlineData(UsageShape.None, false, false)]
    [InlineData(UsageShape.OpenAI, true, true)]
    [InlineData(UsageShape.Prompt, true, true)]
    [InlineData(UsageShape.Seedream, false, true)]
    public async Task Usage_is_read_in_every_shape(UsageShape shape, bool input, bool total)
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { UsageShape = shape });
        CometImage image = Assert.Single((await service.GenerateAsync()).Images);
        Assert.Equal((input, total, total), (image.InputTokens > 0, image.OutputTokens > 0, image.TotalTokens > 0));
    }

    [Fact]
    public async Task Files_have_exactly_the_requested_names()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        ImageOutputOptions output = new() { Files = [service.Folder["new/a.jpg"], service.Folder["b"]] };
        ImageGenerationResult result = await service.GenerateAsync(2, output);
        Assert.Equal(output.Files, result.Images.Select(image => image.Path));
        Assert.Equal(Assert.Single(service.Requests).Images, output.Files.Select(EmulatedService.Hash));
        Assert.Equal(["b", Path.Combine("new", "a.jpg")], service.Folder.Files().Order());
    }

    [Fact]
    public async Task A_URL_is_downloaded_when_files_are_requested()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        ImageGenerationResult result = await service.NewClient().GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat", Model = "dall-e-3" }, new ImageOutputOptions { Files = [service.Folder["a.webp"]] }, cancellationToken: Cancellation);
        CometImage image = Assert.Single(result.Images);
        Assert.Equal(service.Folder["a.webp"], image.Path);
        Assert.NotNull(image.Url);
        Assert.Equal(Assert.Single(service.Downloads).Images, [EmulatedService.Hash(image.Path!)]);
    }

    [Fact]
    public async Task A_failed_download_is_a_failure_with_the_URL_of_the_image()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 403, Route = "images" });
        ImageGenerationResult result = await service.NewClient().GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat", Model = "dall-e-3" }, new ImageOutputOptions { Files = [service.Folder["a.webp"]] }, cancellationToken: Cancellation);
        Assert.Empty(result.Images);
        ImageGenerationFailure failure = Assert.Single(result.Failures);
        Assert.Equal(CometErrorKind.UrlExpired, failure.Error.Kind);
        Assert.EndsWith(Assert.Single(service.Downloads).RawTarget, failure.Image?.Url, StringComparison.Ordinal);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task Nothing_is_sent_when_a_destination_is_not_writable()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        await File.WriteAllTextAsync(service.Folder["there"], "x", Cancellation);
        foreach ((string name, CometErrorKind kind) in new[] { ("there", CometErrorKind.FileExists), ("there/a.png", CometErrorKind.WriteFailed), (".", CometErrorKind.WriteFailed) })
        {
            ImageOutputOptions output = new() { Files = [service.Folder["free.png"], Path.GetFullPath(service.Folder[name])] };
            CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => service.GenerateAsync(2, output));
            Assert.Equal(kind, error.Kind);
        }

        Assert.Empty(service.Requests);
        Assert.Equal(["there"], service.Folder.Files());
    }

    [Fact]
    public async Task Nothing_is_sent_without_an_API_key()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometApiException error = await service.FailToGenerateAsync(client: service.NewClient(key: ""));
        Assert.Equal(CometErrorKind.ApiKeyMissing, error.Kind);
        Assert.Contains("COMETAPI_KEY", error.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("http://api.example.com/v1")]
    [InlineData("ftp://127.0.0.1/v1")]
    [InlineData("https://user:secret@api.example.com/v1")]
    [InlineData("v1")]
    public void A_base_URL_that_would_expose_the_API_key_is_rejected(string url)
    {
        CometApiException error = Assert.Throws<CometApiException>(() => new CometClient(new CometClientOptions { BaseUri = new Uri(url, UriKind.RelativeOrAbsolute) }));
        Assert.Equal(CometErrorKind.InvalidBaseUri, error.Kind);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_can_be_compressed()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { Compression = true });
        CometImage image = Assert.Single((await service.GenerateAsync()).Images);
        JournalEntry request = Assert.Single(service.Requests);
        Assert.Contains("gzip", request.Headers["Accept-Encoding"], StringComparison.Ordinal);
        Assert.Equal(Assert.Single(request.Images), EmulatedService.Hash(image.Path!));
    }

    [Fact]
    public async Task The_catalog_is_requested_without_the_API_key()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        IReadOnlyList<CatalogModel> models = await service.NewClient(key: "").GetCatalogAsync(Cancellation);
        await service.NewClient().GetCatalogAsync(Cancellation);
        Assert.Contains(models, model => model is { Id: "gpt-image-2", ModelType: "image", Pricing: not null });
        Assert.All(service.Requests, request => Assert.Equal(("/api/models", false), (request.RawTarget, request.HasKey)));
    }

    [Fact]
    public async Task The_catalog_is_requested_again_after_a_failure_and_an_HTML_page_is_an_error()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = 503, Route = "catalog" });
        Assert.NotEmpty(await service.NewClient().GetCatalogAsync(Cancellation));
        Assert.Equal([503, 200], service.Requests.Select(request => request.Status));
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 200, Body = "<!doctype html>", Route = "catalog" });
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => service.NewClient().GetCatalogAsync(Cancellation));
        Assert.Equal(CometErrorKind.InvalidBaseUri, error.Kind);
    }
}
