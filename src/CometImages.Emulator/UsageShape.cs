using System.Text.Json.Serialization;

namespace CometImages.Emulator;

/// <summary>What the <c>usage</c> member of an answer looks like.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UsageShape>))]
public enum UsageShape
{
    /// <summary>No <c>usage</c> at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary><c>input_tokens</c>, <c>output_tokens</c>, <c>total_tokens</c> and their details.</summary>
    [JsonStringEnumMemberName("openai")]
    OpenAI,

    /// <summary>The OpenAI shape with <c>prompt_tokens</c> and <c>completion_tokens</c> beside it.</summary>
    [JsonStringEnumMemberName("prompt")]
    Prompt,

    /// <summary><c>generated_images</c>, <c>output_tokens</c>, <c>total_tokens</c>.</summary>
    [JsonStringEnumMemberName("seedream")]
    Seedream,
}
