using System.Text;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using CometImages.Records;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Records;

public sealed class SidecarTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sidecar_contains_the_whole_request_the_image_and_the_hashes()
    {
        SourceImage source = SourceFiles.Png(_folder, "source.png");
        RequestValues values = new();
        values.Set(RequestField.Model, "gpt-image-2");
        values.Set(RequestField.Prompt, "Ein Boot, 30 \u20AC <b>\"x\"</b>");
        values.Set(RequestField.Size, "auto");
        values.Set(RequestField.OutputCompression, 80);
        values.Set(RequestField.ResponseFormat, ImageResponseFormat.Base64);
        using JsonDocument seed = JsonDocument.Parse("42");
        ImageGenerationRequest request = new(values)
        {
            AdditionalProperties = new Dictionary<string, JsonElement> { ["seed"] = seed.RootElement },
            Images = [source, new SourceImage("https://example.com/a.png?sig=secret")],
            IsEdit = true,
        };
        CometImage image = Write("boat.png", request);

        string text = File.ReadAllText(image.Path + ".json");
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        Assert.Equal(
            ["$schema", "version", "moduleVersion", "request", "sources", "image"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["Model", "Prompt", "Size", "OutputCompression", "ResponseFormat", "AdditionalProperty", "Image", "ReferenceImage"],
            root.GetProperty("request").EnumerateObject().Select(property => property.Name));
        Assert.Equal(FileHash.Compute(source.Location), root.GetProperty("sources")[0].GetProperty("Sha256").GetString());
        Assert.Equal(FileHash.Compute(image.Path!), root.GetProperty("image").GetProperty("Sha256").GetString());
        Assert.Equal(image.Created, root.GetProperty("image").GetProperty("Created").GetDateTimeOffset().LocalDateTime);
        Assert.Contains("Ein Boot, 30 \u20AC <b>\\\"x\\\"</b>", text, StringComparison.Ordinal);
        Assert.Contains("\n  \"version\": 1,", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Equal((byte)'{', File.ReadAllBytes(image.Path + ".json")[0]);
    }

    [Fact]
    public void An_image_is_read_back_from_its_sidecar_with_its_request()
    {
        CometImage image = Write("boat.png", new ImageGenerationRequest { Prompt = "A boat", Model = "gpt-image-2", Count = 2 });
        CometImage read = ImageFileReader.Read(image.Path!, out CometApiException? error);
        Assert.Null(error);
        Assert.All(
            typeof(CometImage).GetProperties().Where(property => property.Name is not nameof(CometImage.SourceImage)),
            property => Assert.Equal(property.GetValue(image), property.GetValue(read)));
        Assert.Equal(2, read.Request!.Value.Count);
    }

    [Fact]
    public void The_same_image_has_the_same_sidecar()
    {
        CometImage image = Write("boat.png");
        byte[] first = File.ReadAllBytes(image.Path + ".json");
        Assert.Null(Sidecar.TryWrite(image));
        Assert.Equal(first, File.ReadAllBytes(image.Path + ".json"));
        Assert.Equal(["boat.png", "boat.png.json"], _folder.Names);
    }

    [Theory]
    [InlineData("{ \"name\": \"my own\" }")]
    [InlineData("{ \"$schema\": \"https://example.com/other.json\" }")]
    [InlineData("{ \"$schema\": 1 }")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void A_file_that_is_not_a_sidecar_is_not_overwritten(string content)
    {
        File.WriteAllText(_folder["boat.png.json"], content);
        CometImage image = NewImage("boat.png");
        Assert.Equal(CometErrorKind.FileExists, Sidecar.TryWrite(image)!.Kind);
        Assert.Equal(content, File.ReadAllText(_folder["boat.png.json"]));
        Assert.Equal(CometErrorKind.FileExists, Assert.Throws<CometApiException>(() => Sidecar.ThrowIfOtherFile(image.Path!)).Kind);
    }

    [Fact]
    public void A_sidecar_that_cannot_be_written_leaves_no_file()
    {
        CometImage image = NewImage("boat.png");
        Directory.CreateDirectory(_folder["boat.png.json"]);
        Assert.NotNull(Sidecar.TryWrite(image));
        Assert.Equal(["boat.png", "boat.png.json/"], _folder.Names);
    }

    [Theory]
    [InlineData("{", "ignored")]
    [InlineData("{ \"$schema\": \"/sidecar.schema.json\", \"version\": 2 }", "version")]
    [InlineData("{ \"$schema\": \"/sidecar.schema.json\", \"version\": 1 }", "version")]
    [InlineData("{ \"$schema\": \"/sidecar.schema.json\", \"version\": 1, \"image\": { \"Length\": 1 } }", "another image")]
    [InlineData("{ \"$schema\": \"/sidecar.schema.json\", \"version\": 1, \"image\": { \"Length\": LENGTH, \"Prompt\": \"\\ud800\" } }", "ignored")]
    public void A_sidecar_that_cannot_be_used_is_an_error_and_the_image_is_what_its_file_shows(string json, string error)
    {
        string path = _folder.Write("boat.png", MetadataImage.Png(MetadataImage.LatinText("Description", "A boat")));
        File.WriteAllText(path + ".json", json.Replace("LENGTH", FormattableString.Invariant($"{new FileInfo(path).Length}")));
        CometImage image = ImageFileReader.Read(path, out CometApiException? sidecarError);
        Assert.Contains(error, sidecarError!.Message, StringComparison.Ordinal);
        Assert.Contains(path + ".json", sidecarError.Message, StringComparison.Ordinal);
        Assert.Equal(("A boat", "1x1"), (image.Prompt, image.Size));
    }

    [Fact]
    public void Values_of_another_type_in_a_sidecar_are_missing()
    {
        string path = _folder.Write("boat.png", MetadataImage.Png());
        File.WriteAllText(path + ".json", $$"""
            { "$schema": "/sidecar.schema.json", "version": 1, "sources": 1,
              "request": { "Model": [], "Prompt": {}, "Count": "x", "ResponseFormat": 7,
                           "AdditionalProperty": { "a": 1, "a": 2 }, "ReferenceImage": [1] },
              "image": { "Length": {{new FileInfo(path).Length}}, "Created": 5, "Prompt": [1], "Cost": "x", "CostBasis": {}, "Width": 1e99 } }
            """);
        CometImage image = ImageFileReader.Read(path, out CometApiException? error);
        Assert.Null(error);
        Assert.Null(image.Prompt);
        Assert.Null(image.Request!.Value.Count);
        Assert.Equal(2, image.Request.Value.AdditionalProperties["a"].GetInt32());
    }

    [Fact]
    public void A_file_without_a_sidecar_has_its_path_its_size_and_the_time_of_its_last_change()
    {
        string path = _folder.Write("boat.png", MetadataImage.PngWithCredentials());
        CometImage image = ImageFileReader.Read(path, out _);
        Assert.Equal((path, "1x1", "png", true), (image.Path, image.Size, image.OutputFormat, image.HasContentCredentials));
        Assert.Equal(File.GetLastWriteTime(path), image.Created);
        Assert.Null(image.Request);
        Assert.Null(image.Prompt);
    }

    [Fact]
    public void A_file_that_is_not_an_image_or_does_not_exist_is_an_error()
    {
        Assert.Equal(CometErrorKind.InvalidImage, Fail(_folder.Write("page.png", Encoding.ASCII.GetBytes("<html></html>"))));
        Assert.Equal(CometErrorKind.InvalidImage, Fail(_folder.Write("empty.png", [])));
        Assert.Equal(CometErrorKind.RemotePath, Fail(_folder["gone.png"]));
        Assert.Equal(CometErrorKind.RemotePath, Fail(_folder["gone", "gone.png"]));
    }

    static CometErrorKind Fail(string path) => Assert.Throws<CometApiException>(() => ImageFileReader.Read(path, out _)).Kind;

    CometImage Write(string name, ImageGenerationRequest? request = null)
    {
        CometImage image = NewImage(name);
        image.Request = request is null ? null : new Lazy<ImageGenerationRequest>(() => request);
        Assert.Null(Sidecar.TryWrite(image));
        return image;
    }

    CometImage NewImage(string name)
    {
        CometImage image = new()
        {
            Created = new DateTime(2026, 11, 28, 12, 34, 56, DateTimeKind.Local),
            Model = "gpt-image-2",
            Prompt = "A boat",
            RevisedPrompt = "A small boat",
            Index = 1,
            Quality = "high",
            Background = "opaque",
            InputTokens = 1,
            OutputTokens = 2,
            TotalTokens = 3,
            Cost = 0.012345m,
            CostBasis = CostBasis.Usage,
            RequestId = "request-1",
        };
        string path = _folder.Write(name, MetadataImage.PngWithCredentials());
        image.SetFile(path, ImageDetails.FromFile(path));
        return image;
    }
}
