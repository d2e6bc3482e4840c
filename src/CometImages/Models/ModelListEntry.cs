namespace CometImages.Models;

sealed class ModelListEntry
{
    public required string Id { get; init; }
}
