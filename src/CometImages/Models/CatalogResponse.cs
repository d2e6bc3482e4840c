namespace CometImages.Models;

sealed class CatalogResponse
{
    public CatalogModel[]? Data { get; init; }
}
