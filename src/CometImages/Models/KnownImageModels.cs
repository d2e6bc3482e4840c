using System.Text.Json;

namespace CometImages.Models;

/// <summary>The built-in list of models. A new model is one entry in <c>models.json</c>. An unlisted ID is sent as specified.</summary>
static class KnownImageModels
{
    static readonly Lazy<IReadOnlyList<ImageModel>> s_all = new(Load);

    /// <summary>Gets every known model, in the order of the list.</summary>
    public static IReadOnlyList<ImageModel> All => s_all.Value;

    /// <summary>Gets the model of a request that doesn't name one.</summary>
    public static ImageModel Default => All.Single(model => model.IsDefault);

    /// <summary>Finds the entry of an ID, or returns null. Case is ignored.</summary>
    public static ImageModel? Find(string id)
    {
        foreach (ImageModel model in All)
        {
            bool matches = model.IsFamily
                ? id.StartsWith(model.Id.TrimEnd('*'), StringComparison.OrdinalIgnoreCase)
                : id.Equals(model.Id, StringComparison.OrdinalIgnoreCase);
            if (matches)
            {
                return model;
            }
        }

        return null;
    }

    /// <summary>Returns whether the support of a field depends on the model. A field without a list is valid for every model.</summary>
    public static bool IsListed(RequestField field) => All.Any(model => model.GetSupportedValues(field) is not null);

    static ImageModel[] Load()
    {
        using Stream table = typeof(KnownImageModels).Assembly.GetManifestResourceStream("models.json")!;
        return JsonSerializer.Deserialize(table, ModelJsonContext.Default.ImageModelArray)!;
    }
}
