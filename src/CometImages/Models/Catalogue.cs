namespace CometImages.Models;

/// <summary>The catalogue's answer.</summary>
sealed class Catalogue
{
    public CatalogueModel[]? Data { get; init; }
}
