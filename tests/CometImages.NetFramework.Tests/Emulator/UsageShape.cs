namespace CometImages.Emulator.Configuration;

public enum UsageShape
{
    None,
    OpenAI,
    Prompt,
    Seedream,
}
