using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CometImages.Emulator.Models;
using CometImages.Emulator.Rendering;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary>Creates the response of a generation or an edit, in the shape that the model and the settings specify.</summary>
static class ImageResponseFactory
{
    // Quotation marks in a prompt are escaped, so only a value that is the placeholder has them around it.
    const string Base64Placeholder = "<base64>";

    public static EmulatedResponse Create(
        GenerationRequest request, IReadOnlyList<RenderedImage> images, EmulatorSettings settings, Func<RenderedImage, string> issueUrl)
    {
        ResponseProfile profile = request.Response;
        string? missing = settings.EmptyStrings ? "" : null;
        JsonNode? IfOutput(string value) => profile.HasOutputSettings ? value : null;
        JsonObject json = CreateObject(
            ("created", settings.Created ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()),
            ("model", profile.IsSeedream ? request.Model : null),
            ("background", IfOutput(request.IsTransparent ? "transparent" : "opaque")),
            ("output_format", IfOutput(request.Format.Name)),
            ("quality", IfOutput(request.Quality)),
            ("size", IfOutput(request.Size.ToString())),
            ("usage", CreateUsage(settings.UsageShape ?? profile.Usage, request)));
        json.Insert(settings.DataFirst ? 0 : json.Count, "data", new JsonArray([.. images.Select(image => CreateObject(
            ("revised_prompt", profile.HasRevisedPrompt
                ? $"{request.Prompt.Trim().TrimEnd('.')}. Soft evening light, calm colors."
                : missing),
            ("size", profile.IsSeedream ? request.Size.ToString() : null),
            ("url", request.ReturnsUrls ? issueUrl(image) : missing),
            ("b64_json", request.ReturnsUrls ? missing : Base64Placeholder)))]));
        string text = json.ToJsonString(new JsonSerializerOptions(EmulatorJson.ApiOptions) { WriteIndented = settings.Indented });

        // Images can be large, so their base64 goes into the response without a copy.
        IEnumerable<ReadOnlyMemory<byte>> parts = text.Split($"\"{Base64Placeholder}\"").SelectMany((part, index) =>
            (ReadOnlyMemory<byte>[])[index == 0 ? default : images[index - 1].Base64String, Encoding.UTF8.GetBytes(part)]);
        return new EmulatedResponse(
            StatusCodes.Status200OK, EmulatedResponse.JsonContentType, [.. settings.EscapeSlashes ? parts.Select(EscapeSlashes) : parts]);
    }

    static JsonObject? CreateUsage(UsageShape shape, GenerationRequest request)
    {
        (int input, int output) = (request.InputTokens, request.OutputTokens);
        bool isPrompt = shape == UsageShape.Prompt;
        return shape switch
        {
            UsageShape.None => null,
            UsageShape.Seedream => new() { ["generated_images"] = request.Count, ["output_tokens"] = output, ["total_tokens"] = output },
            _ => CreateObject(
                ("prompt_tokens", isPrompt ? input : null),
                ("completion_tokens", isPrompt ? output : null),
                ("input_tokens", input),
                ("output_tokens", output),
                ("total_tokens", input + output),
                ("input_tokens_details", new JsonObject { ["image_tokens"] = request.ImageTokens, ["text_tokens"] = request.TextTokens }),
                ("output_tokens_details", new JsonObject { ["image_tokens"] = output, ["text_tokens"] = 0 })),
        };
    }

    static JsonObject CreateObject(params IEnumerable<(string Name, JsonNode? Value)> members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));

    static ReadOnlyMemory<byte> EscapeSlashes(ReadOnlyMemory<byte> json) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span).Replace("/", "\\/", StringComparison.Ordinal));
}
