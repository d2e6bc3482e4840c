using System.Text.Json;

namespace CometImages.Models;

/// <summary>The table of known models. A new model is one new entry in <c>models.json</c>; an id that the table lacks is sent as given.</summary>
static class KnownImageModels
{
    /// <summary>The model that is asked when none is named.</summary>
    public const string Default = "dall-e-3";

    static readonly Lazy<IReadOnlyList<ImageModel>> s_all = new(Load);

    /// <summary>Every known model, in the table's order.</summary>
    public static IReadOnlyList<ImageModel> All => s_all.Value;

    /// <summary>The entry for an id, or null when the table lacks it.</summary>
    /// <param name="id">The model's id, compared without regard to case.</param>
    public static ImageModel? Find(string id)
    {
        foreach (ImageModel model in All)
        {
            bool same = model.IsFamily
                ? id.StartsWith(model.Model.TrimEnd('*'), StringComparison.OrdinalIgnoreCase)
                : id.Equals(model.Model, StringComparison.OrdinalIgnoreCase);
            if (same)
            {
                return model;
            }
        }

        return null;
    }

    static ImageModel[] Load()
    {
        using Stream table = typeof(KnownImageModels).Assembly.GetManifestResourceStream("models.json")!;
        return JsonSerializer.Deserialize(table, ModelJsonContext.Default.ImageModelArray)!;
    }
}
