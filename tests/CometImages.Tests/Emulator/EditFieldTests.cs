using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class EditFieldTests
{
    static readonly byte[] s_png = EditForm.CreateImage(64, 48);
    static readonly byte[] s_mask = EditForm.CreateImage(64, 48, hasAlpha: true);

    /// <summary>The parts that the emulator rejects, each with the name of the part and a piece of the message.</summary>
    static readonly Dictionary<string, (string Part, string Message, Func<MultipartFormDataContent> Create)> s_rejected = new()
    {
        ["no image"] = ("image", "at least one image", () => EditForm.Create()),
        ["both kinds"] = ("image", "both 'image' and 'image[]'", () => EditForm.Create().WithImage().WithImage("image[]")),
        ["several of the single kind"] = ("image", "Use 'image[]'", () => EditForm.Create().WithImage().WithImage()),
        ["17 images"] = ("image[]", "17 images", () => Enumerable.Range(0, 17).Aggregate(EditForm.Create(), (form, _) => form.WithImage("image[]"))),
        ["an image as text"] = ("image", "must be a file", () => EditForm.Create().WithText("image", "https://example.org/a.png")),
        ["a file of another name"] = ("picture", "Unknown file 'picture'", () => EditForm.Create().WithImage().WithImage("picture")),
        ["no model"] = ("model", "is required", () => new MultipartFormDataContent().WithText("prompt", "x").WithImage()),
        ["no prompt"] = ("prompt", "is required", () => new MultipartFormDataContent().WithText("model", "gpt-image-2").WithImage()),
        ["a blank prompt"] = ("prompt", "is required", () => EditForm.Create(prompt: " ").WithImage()),
        ["two prompts"] = ("prompt", "several parts", () => EditForm.Create().WithText("prompt", "y").WithImage()),
        ["no content type and another extension"] = (
            "image", "Use .png", () => EditForm.Create().WithFile("image", s_png, "photo.jpg", contentType: null)),
        ["an octet stream"] = (
            "image", "Use image/png", () => EditForm.Create().WithFile("image", s_png, contentType: "application/octet-stream")),
        ["another content type"] = ("image", "Use image/png", () => EditForm.Create().WithFile("image", s_png, contentType: "image/webp")),
        ["another extension"] = ("image", "Use .png", () => EditForm.Create().WithFile("image", s_png, "photo.jpg")),
        ["no extension"] = ("image", "Use .png", () => EditForm.Create().WithFile("image", s_png, "photo")),
        ["text"] = ("image", "isn't a PNG, JPEG, or WebP image", () => EditForm.Create().WithFile("image", "not an image"u8.ToArray())),
        ["an empty file"] = ("image", "is empty", () => EditForm.Create().WithFile("image", [])),
        ["half of an image"] = (
            "image", "incomplete", () => EditForm.Create().WithFile("image", EditForm.CreateImage(640, 480)[..400])),
        ["a large image"] = (
            "image", "50000000 bytes", () => EditForm.Create().WithFile("image", [.. s_png, .. new byte[50_000_000 - s_png.Length]])),
        ["a large mask"] = (
            "mask", "4000000 bytes", () => EditForm.Create().WithImage().WithFile("mask", [.. s_mask, .. new byte[4_000_000 - s_mask.Length]])),
        ["a mask of another size"] = (
            "mask", "64x64", () => EditForm.Create().WithImage().WithFile("mask", EditForm.CreateImage(64, 64, hasAlpha: true))),
        ["a mask without alpha"] = ("mask", "alpha channel", () => EditForm.Create().WithImage().WithFile("mask", s_png)),
        ["a mask in another format"] = ("mask", "must be a PNG image", () => EditForm.Create().WithImage().WithFile(
            "mask", EditForm.CreateImage(64, 48, SKEncodedImageFormat.Webp, hasAlpha: true), "mask.webp", "image/webp")),
        ["two masks"] = ("mask", "several masks", () => EditForm.Create().WithImage().WithFile("mask", s_mask).WithFile("mask", s_mask)),
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Rejected => [.. s_rejected.Keys];

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task A_part_that_the_API_does_not_accept_gets_400_with_its_name(string name)
    {
        (string part, string text, Func<MultipartFormDataContent> create) = s_rejected[name];
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await client.PostAsync(create());
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        string message = error.GetProperty("message").GetString()!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal((part, "invalid_request"), (error.GetProperty("param").GetString(), error.GetProperty("code").GetString()));
        Assert.Contains(text, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model", "dall-e-3")]
    [InlineData("model", "dall-e-2")]
    [InlineData("model", "qwen-image")]
    [InlineData("model", "gpt-image-2-all")]
    [InlineData("model", "seedream-5-0-pro-260628")]
    [InlineData("model", "grok-imagine-image-2.0")]
    [InlineData("input_fidelity", "gpt-image-1-mini", "high")]
    [InlineData("input_fidelity", "gpt-image-1.5", "medium")]
    [InlineData("input_fidelity", "gpt-image-2", "low")]
    [InlineData("input_fidelity", "gpt-image-2.6-flare", "high")]
    [InlineData("n", "gpt-image-2", "11")]
    [InlineData("n", "gpt-image-2", "one")]
    [InlineData("size", "gpt-image-2", "1000x1000")]
    [InlineData("quality", "gpt-image-2", "max")]
    [InlineData("output_compression", "gpt-image-2", "50")]
    [InlineData("stream", "gpt-image-2", "true")]
    [InlineData("style", "gpt-image-2", "vivid")]
    public async Task A_field_that_a_model_does_not_accept_gets_400_with_its_name(string field, string model, string? value = null)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        MultipartFormDataContent form = EditForm.Create(model).WithImage();
        using HttpResponseMessage response = await client.PostAsync(value is null ? form : form.WithText(field, value));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (await EmulatorClient.ErrorAsync(response)).GetProperty("param").GetString());
    }

    [Theory]
    [InlineData("photo.png")]
    [InlineData("/home/user/photo.png")]
    public async Task Without_a_content_type_the_extension_determines_it(string fileName)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await client.EditAsync(EditForm.Create().WithFile("image", s_png, fileName, contentType: null));
    }

    [Theory]
    [InlineData("gpt-image-1.5", "input_fidelity", "high")]
    [InlineData("gpt-image-1-mini", "input_fidelity", "low")]
    [InlineData("gpt-image-2", "n", "2")]
    [InlineData("gpt-image-2", "stream", "false")]
    [InlineData("gpt-image-2", "user", "7")]
    [InlineData("gpt-image-2.6-sunburst", "quality", "max")]
    [InlineData("qwen-image-edit", "negative_prompt", "y")]
    [InlineData("new-model", "anything", "goes")]
    public async Task A_field_that_a_model_accepts_returns_images(string model, string field, string value)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        JsonElement response = await client.EditAsync(EditForm.Create(model).WithText(field, value).WithImage());
        int count = field == "n" ? int.Parse(value, CultureInfo.InvariantCulture) : 1;
        Assert.Equal(count, response.GetProperty("data").EnumerateArray().Select(item => item.ToString()).Distinct().Count());
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "photo.png", "image/png")]
    [InlineData(SKEncodedImageFormat.Jpeg, "photo.jpg", "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Jpeg, "Foto vom Fluß.JPEG", "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Webp, "photo.webp", "image/webp")]
    public async Task An_image_has_its_true_type_in_both_places(SKEncodedImageFormat format, string fileName, string contentType)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await client.EditAsync(EditForm.Create().WithFile("image", EditForm.CreateImage(64, 48, format), fileName, contentType));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Several_images_have_one_name_and_count_as_input(int count)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        JsonElement response = await client.EditAsync(
            Enumerable.Range(0, count).Aggregate(EditForm.Create(), (form, _) => form.WithFile("image[]", EditForm.CreateImage(535, 100))));
        JsonElement details = response.GetProperty("usage").GetProperty("input_tokens_details");
        Assert.Equal(10 * count, details.GetProperty("image_tokens").GetInt32());
        Assert.Equal(
            response.GetProperty("usage").GetProperty("input_tokens").GetInt32(),
            details.GetProperty("image_tokens").GetInt32() + details.GetProperty("text_tokens").GetInt32());
    }

    [Fact]
    public async Task A_retired_model_is_rejected_if_the_setting_says_so()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { RejectRetiredModels = true });
        using HttpResponseMessage response = await client.PostAsync(EditForm.Create("gpt-image-1").WithImage());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("model_not_found", (await EmulatorClient.ErrorAsync(response)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("application/json", "{\"model\":\"gpt-image-2\",\"prompt\":\"x\"}")]
    [InlineData("application/x-www-form-urlencoded", "model=gpt-image-2&prompt=x")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "no parts")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\nno name\r\n--x--\r\n")]
    public async Task A_body_that_is_not_a_form_is_rejected(string contentType, string body)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using HttpRequestMessage request = client.Request(EmulatorClient.EditsPath, content);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("", (await EmulatorClient.ErrorAsync(response)).GetProperty("param").GetString());
    }

    [Fact]
    public async Task An_edit_requires_the_API_key()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpRequestMessage request = client.Request(EmulatorClient.EditsPath, EditForm.Create().WithImage(), "wrong");
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
