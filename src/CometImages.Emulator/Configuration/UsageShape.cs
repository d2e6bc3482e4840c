#pragma warning disable CS1591 // The names are those of the APIs whose shape it is.
namespace CometImages.Emulator.Configuration;

/// <summary>Specifies the shape of <c>usage</c> in a response. The shape Prompt is that of OpenAI with two more tokens.</summary>
public enum UsageShape
{
    None,
    OpenAI,
    Prompt,
    Seedream,
}
