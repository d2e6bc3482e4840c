using System.Text.Json.Serialization;

namespace CometImages.Emulator.Configuration;

/// <summary>Specifies the shape of <c>usage</c> in a response.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UsageShape>))]
public enum UsageShape
{
    /// <summary>No <c>usage</c>.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary><c>input_tokens</c>, <c>output_tokens</c>, <c>total_tokens</c>, and their details.</summary>
    [JsonStringEnumMemberName("openai")]
    OpenAI,

    /// <summary>The same with <c>prompt_tokens</c> and <c>completion_tokens</c>.</summary>
    [JsonStringEnumMemberName("prompt")]
    Prompt,

    /// <summary><c>generated_images</c>, <c>output_tokens</c>, <c>total_tokens</c>.</summary>
    [JsonStringEnumMemberName("seedream")]
    Seedream,
}
