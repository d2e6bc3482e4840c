using System.Globalization;
using System.Management.Automation;
using CometImages.Images;
using CometImages.PowerShell.Binding;
using CometImages.Text;

namespace CometImages.PowerShell.Display.Gallery;

/// <summary>Writes the card of an item: the image, its prompt, and its details.</summary>
sealed class GalleryCardWriter(HtmlWriter html, GalleryOptions options)
{
    static readonly Func<CometImage, object?>[] s_facts =
    [
        image => image.Index > 1 ? $"[{image.Index}]" : null,
        image => image.Model,
        image => image.Size,
        image => image.Quality,
        image => FormatCost(image.Cost),
    ];

    readonly string _folder = Path.GetDirectoryName(options.Path)!;

    IEnumerable<(string Label, object? Value)> GetDetails(GalleryItem item) =>
    [
        ("Model", item.Image.Model),
        ("Size", item.Image.Size),
        ("Quality", item.Image.Quality),
        ("Background", item.Image.Background),
        ("Format", item.Image.OutputFormat),
        ("Cost of the request", FormatCost(item.Image.Cost)),
        ("Input tokens", item.Image.InputTokens),
        ("Output tokens", item.Image.OutputTokens),
        ("Total tokens", item.Image.TotalTokens),
        ("Revised prompt", item.Image.RevisedPrompt),
        ("Source image", Shorten(item.Image.SourceImage)),
        ("Created", item.Image.Created == default ? null : item.Image.Created.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        ("Request ID", item.Image.RequestId),
        ("File", Shorten(item.File is { } file ? Uri.UnescapeDataString(RelativeUrl.Create(_folder, file)) : item.Image.Path)),
        .. RowColumns.Images.GetOther(PSObject.AsPSObject(item.Image)).Select(column => (column.Name, GetText(column.Value))),
    ];

    /// <summary>Writes a card. Returns whether it shows an image.</summary>
    public bool Write(GalleryItem item)
    {
        ImageDetails? details = item.File is { } file && (options.Embed || item.Image.Width is null) ? ImageDetails.TryFromFile(file) : null;
        bool hasImage = options.Embed ? details is not null : item.File is not null;
        html.Write($"<li class=\"card{(item.Error is null ? null : " failed")}\">\n<figure>\n");
        if (hasImage)
        {
            WriteImage(item, details);
        }
        else
        {
            WritePlaceholder(item);
        }

        html.Write($"<figcaption>\n");
        WriteIfAny($"<p class=\"error\">{item.Error}</p>\n", item.Error);
        WriteIfAny($"<p class=\"prompt\" dir=\"auto\">{item.Image.Prompt}</p>\n", item.Image.Prompt);
        IEnumerable<object?> facts = s_facts.Select(getFact => getFact(item.Image)).Where(fact => !fact.IsNullOrBlank());
        html.Write($"<p class=\"facts\">{string.Join(" \u00b7 ", facts)}</p>\n");
        html.Write($"<details><summary>Details</summary>\n<dl>\n");
        foreach ((string label, object? value) in GetDetails(item))
        {
            WriteIfAny($"<dt>{label}</dt><dd dir=\"auto\">{value}</dd>\n", value);
        }

        html.Write($"</dl></details>\n</figcaption>\n</figure>\n</li>\n");
        return hasImage;
    }

    void WriteImage(GalleryItem item, ImageDetails? details)
    {
        html.Write($"<button type=\"button\" class=\"open\"><img src=\"");
        if (options.Embed)
        {
            using FileStream file = new(item.File!, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            html.Write($"data:{details!.Format.MediaType};base64,");
            html.WriteBase64(file);
        }
        else
        {
            html.Write($"{RelativeUrl.Create(_folder, item.File!)}");
        }

        html.Write($"\" alt=\"{item.Image.Prompt ?? Path.GetFileName(item.File)}\" loading=\"lazy\" decoding=\"async\"");
        int? width = item.Image.Width ?? details?.Header.Width;
        int? height = item.Image.Height ?? details?.Header.Height;
        WriteIfAny($" width=\"{width}\" height=\"{height}\"", width is null ? null : height);
        html.Write($"></button>\n");
    }

    void WritePlaceholder(GalleryItem item)
    {
        html.Write($"<div class=\"placeholder\">");
        if (item.Image.Path is null && IsWebUrl(item.Image.Url))
        {
            html.Write($"<p>This image isn't saved. <a href=\"{item.Image.Url}\" rel=\"noreferrer\">Open its URL</a>, which expires.</p>");
        }
        else
        {
            html.Write($"<p>{(item.Error is null ? "The image's file isn't available." : "No image")}</p>");
        }

        html.Write($"</div>\n");
    }

    void WriteIfAny(FormattableString markup, object? value)
    {
        if (!value.IsNullOrBlank())
        {
            html.Write(markup);
        }
    }

    // A page that is sent to others doesn't contain the folders of this computer.
    string? Shorten(string? location)
    {
        string? path = location?.RemoveQuery();
        return options.Embed ? path?.Substring(path.LastIndexOfAny(['/', '\\']) + 1) : path;
    }

    static bool IsWebUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp);

    static string? FormatCost(decimal? cost) => cost is { } amount ? Money.Format(amount) : null;

    static string? GetText(object? value) =>
        LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out string? text) ? text : null;
}
