using System.Text.Json;

namespace CometImages.Emulator.Generations;

/// <summary>Tokens, made up but the same for the same request.</summary>
sealed record Usage(UsageShape Shape, int Pictures, int InputTokens, int OutputTokens)
{
    int TotalTokens => InputTokens + OutputTokens;

    public static Usage? Of(UsageShape shape, GenerationRequest request) => shape == UsageShape.None
        ? null
        : new Usage(
            shape,
            request.Count,
            InputTokens: 3 + (request.Prompt.Length / 4),
            OutputTokens: request.Count * Math.Max(1, (int)((long)request.Size.Width * request.Size.Height / 5350)));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        foreach ((string name, int value) in Shape == UsageShape.Seedream ? SeedreamMembers : OpenAIMembers)
            json.WriteNumber(name, value);
        if (Shape != UsageShape.Seedream)
        {
            WriteDetails(json, "input_tokens_details", image: 0, text: InputTokens);
            WriteDetails(json, "output_tokens_details", image: OutputTokens, text: 0);
        }

        json.WriteEndObject();
    }

    IEnumerable<(string Name, int Value)> SeedreamMembers =>
        [("generated_images", Pictures), ("output_tokens", OutputTokens), ("total_tokens", OutputTokens)];

    IEnumerable<(string Name, int Value)> PromptMembers => [("prompt_tokens", InputTokens), ("completion_tokens", OutputTokens)];

    IEnumerable<(string Name, int Value)> OpenAIMembers =>
    [
        .. Shape == UsageShape.Prompt ? PromptMembers : [],
        ("input_tokens", InputTokens),
        ("output_tokens", OutputTokens),
        ("total_tokens", TotalTokens),
    ];

    static void WriteDetails(Utf8JsonWriter json, string name, int image, int text)
    {
        json.WriteStartObject(name);
        json.WriteNumber("image_tokens", image);
        json.WriteNumber("text_tokens", text);
        json.WriteEndObject();
    }
}
