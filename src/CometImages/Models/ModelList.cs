namespace CometImages.Models;

/// <summary>The models of an API key in OpenAI's shape.</summary>
sealed class ModelList
{
    public ModelListEntry[]? Data { get; init; }
}
