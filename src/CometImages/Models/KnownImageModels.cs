using System.Globalization;

namespace CometImages.Models;

/// <summary>The built-in list of models. A new model is one entry in <c>models.json</c>. An unlisted ID is sent as specified.</summary>
static class KnownImageModels
{
    static readonly Lazy<IReadOnlyList<ImageModel>> s_all = new(Load);
    static readonly string[] s_dateFormats = ["-yyyy-MM-dd", "-yyyyMMdd", "-yyMMdd"];

    /// <summary>Gets every known model, in the order of the list.</summary>
    public static IReadOnlyList<ImageModel> All => s_all.Value;

    /// <summary>Gets the model of a request that doesn't name one.</summary>
    public static ImageModel Default => All.Single(model => model.IsDefault);

    /// <summary>
    /// Finds the entry of an ID, or returns null. Case is ignored. An ID with a date that isn't in the list, such as
    /// <c>gpt-image-2-2026-04-21</c>, has the entry of the same ID with another date or without one.
    /// </summary>
    public static ImageModel? Find(string id) =>
        All.FirstOrDefault(model => AreEqual(model.Id, id))
        ?? All.FirstOrDefault(model => AreEqual(RemoveDate(model.Id), RemoveDate(id)));

    /// <summary>Returns whether the support of a field depends on the model. A field without a list is valid for every model.</summary>
    public static bool IsListed(RequestField field) => All.Any(model => model.GetSupportedValues(field) is not null);

    static bool AreEqual(string id, string other) => id.Equals(other, StringComparison.OrdinalIgnoreCase);

    static string RemoveDate(string id)
    {
        string? format = Array.Find(s_dateFormats, format => id.Length > format.Length && DateTime.TryParseExact(
            id.Substring(id.Length - format.Length), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        return format is null ? id : id.Remove(id.Length - format.Length);
    }

    static ImageModel[] Load()
    {
        using Stream table = typeof(KnownImageModels).Assembly.GetManifestResourceStream("models.json")!;
        return ModelTableReader.Read(table);
    }
}
