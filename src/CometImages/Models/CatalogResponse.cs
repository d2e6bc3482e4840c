namespace CometImages.Models;

/// <summary>The catalogue's answer.</summary>
sealed class CatalogResponse
{
    public CatalogModel[]? Data { get; init; }
}
