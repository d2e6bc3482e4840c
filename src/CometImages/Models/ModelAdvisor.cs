namespace CometImages.Models;

/// <summary>Recommends a model in place of one that the service doesn't know.</summary>
static class ModelAdvisor
{
    const int MaxSuggestions = 3;

    // The catalog that this process read last.
    static IReadOnlyList<string> s_catalogIds = [];

    /// <summary>Keeps the image models of the catalog for later recommendations.</summary>
    public static void SetCatalog(IEnumerable<CatalogModel> catalog) =>
        s_catalogIds = [.. catalog.Where(model => model.IsImageModel).Select(model => model.Id)];

    /// <summary>Gets the replacement of a retired model, or else the known IDs that are most similar.</summary>
    public static string GetRecommendedAction(string id) => GetRecommendedAction(id, s_catalogIds);

    internal static string GetRecommendedAction(string id, IReadOnlyList<string> catalogIds)
    {
        if (KnownImageModels.Find(id)?.Replacement is { } replacement)
        {
            return $"Use {replacement} instead.";
        }

        string[] similar =
        [
            .. KnownImageModels.All.Select(model => model.Id).Union(catalogIds)
                .Where(known => !known.Equals(id, StringComparison.OrdinalIgnoreCase) && KnownImageModels.Find(known)?.RetirementDate is null)
                .Select(known => (Id: known, Distance: GetDistance(id, known)))
                .Where(known => known.Distance <= Math.Max(2, id.Length / 3))
                .OrderBy(known => known.Distance)
                .Take(MaxSuggestions)
                .Select(known => known.Id),
        ];
        string suggestion = similar.Length == 0 ? "Specify another model." : $"Similar IDs in the list: {string.Join(", ", similar)}.";
        return suggestion + " To list the models, use Get-CometImageModel -Online.";
    }

    // The number of characters to insert, remove, or replace (Levenshtein distance).
    static int GetDistance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
