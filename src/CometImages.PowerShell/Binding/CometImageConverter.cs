using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace CometImages.PowerShell.Binding;

/// <summary>Converts pipeline input to an image: a live object, one from a job, a remote session, or JSON, or a URL.</summary>
static class CometImageConverter
{
    static readonly PropertyInfo[] s_properties = typeof(CometImage).GetProperties();

    /// <param name="item">The object.</param>
    /// <param name="created">The time of an image whose object has none, or null for now.</param>
    /// <exception cref="CometApiException">The object has neither a Url nor a Path.</exception>
    public static CometImage FromPSObject(PSObject? item, DateTime? created = null)
    {
        switch (item.Unwrap())
        {
            case CometImage live:
                return live;
            case string url:
                return new CometImage { Url = url, Created = created ?? DateTime.Now };
            case Uri uri:
                return new CometImage { Url = uri.OriginalString, Created = created ?? DateTime.Now };
        }

        if (GetText(item, nameof(CometImage.Path)).Length == 0 && GetText(item, nameof(CometImage.Url)).Length == 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest,
                $"An object of type {item?.TypeNames.FirstOrDefault() ?? "null"} isn't an image, because it has neither a Url nor a Path.",
                "Pipe a CometImage, an object with a Url or a Path, or a URL.");
        }

        return FromProperties(item!, created ?? DateTime.Now);
    }

    /// <summary>Creates an image from those properties of an object that an image has. The others become note properties.</summary>
    public static CometImage FromProperties(PSObject item, DateTime created = default)
    {
        CometImage image = new() { Created = created };
        foreach (PropertyInfo property in s_properties)
        {
            if (item.Properties[property.Name]?.Value is { } value && !value.IsNullOrBlank()
                && TryConvert(value, property.PropertyType, out object? converted))
            {
                property.SetValue(image, converted is DateTime time ? ToLocalTime(time) : converted);
            }
        }

        RowColumns.AddTo(image, RowColumns.Images.GetOther(item));
        return image;
    }

    /// <summary>Gets the computer that an object comes from, or null for this one.</summary>
    public static string? GetComputerName(PSObject? item) => GetText(item, "PSComputerName") is { Length: > 0 } name ? name : null;

    // PowerShell converts every text to true, also the False of a CSV file.
    static bool TryConvert(object value, Type type, out object? converted)
    {
        if (type == typeof(bool) || type == typeof(bool?))
        {
            bool isConverted = bool.TryParse(value.ToString(), out bool flag);
            converted = flag;
            return isConverted;
        }

        return LanguagePrimitives.TryConvertTo(value, type, CultureInfo.InvariantCulture, out converted);
    }

    // A time without a time zone, as in a CSV file, is local.
    static DateTime ToLocalTime(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Local) : time.ToLocalTime();

    static string GetText(PSObject? item, string name) =>
        LanguagePrimitives.TryConvertTo(item?.Properties[name]?.Value, CultureInfo.InvariantCulture, out string? text) && text is not null
            ? text
            : string.Empty;
}
