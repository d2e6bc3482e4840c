namespace CometImages.Emulator;

public enum UsageShape
{
    None,
    OpenAI,
    Prompt,
    Seedream,
}
