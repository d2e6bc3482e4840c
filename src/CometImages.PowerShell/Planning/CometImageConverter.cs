using System.Globalization;
using System.Management.Automation;
using CometImages.PowerShell.Binding;

namespace CometImages.PowerShell.Planning;

/// <summary>Reads a picture from whatever was piped: a live object, one that came through a job, a remote session or JSON, or a URL.</summary>
static class CometImageConverter
{
    /// <exception cref="CometApiException">It has neither a Url nor a Path.</exception>
    public static CometImage FromPSObject(PSObject? item)
    {
        switch (PSObjectExtensions.Unwrap(item))
        {
            case CometImage live:
                return live;
            case string url:
                return new CometImage { Url = url, Created = DateTime.Now };
            case Uri uri:
                return new CometImage { Url = uri.OriginalString, Created = DateTime.Now };
        }

        string? path = Get<string>(item, "Path");
        string? address = Get<string>(item, "Url");
        if (string.IsNullOrEmpty(path) && string.IsNullOrEmpty(address))
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest,
                $"A {item?.TypeNames.FirstOrDefault() ?? "null"} is no picture.",
                "Pipe a CometImage, an object with a Url or a Path, or a URL.");
        }

        return new CometImage
        {
            Created = Created(Get<DateTime?>(item, "Created")),
            Model = Get<string>(item, "Model"),
            Prompt = Get<string>(item, "Prompt"),
            RevisedPrompt = Get<string>(item, "RevisedPrompt"),
            Url = string.IsNullOrEmpty(address) ? null : address,
            Path = string.IsNullOrEmpty(path) ? null : path,
            Index = Get<int>(item, "Index"),
            Size = Get<string>(item, "Size"),
            Quality = Get<string>(item, "Quality"),
            Background = Get<string>(item, "Background"),
            OutputFormat = Get<string>(item, "OutputFormat"),
            InputTokens = Get<long?>(item, "InputTokens"),
            OutputTokens = Get<long?>(item, "OutputTokens"),
            TotalTokens = Get<long?>(item, "TotalTokens"),
            RequestId = Get<string>(item, "RequestId"),
        };
    }

    /// <summary>The machine that an object came from, or null when it came from this one.</summary>
    public static string? GetComputerName(PSObject? item) => Get<string>(item, "PSComputerName");

    // Of a picture that does not tell, it is known that it is here now. A time without a zone, as in a CSV file, was written here.
    static DateTime Created(DateTime? told) => told switch
    {
        null => DateTime.Now,
        { Kind: DateTimeKind.Unspecified } local => DateTime.SpecifyKind(local, DateTimeKind.Local),
        { } other => other.ToLocalTime(),
    };

    static T? Get<T>(PSObject? item, string name) =>
        item?.Properties[name]?.Value is { } value && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T? converted) ? converted : default;
}
