using System.Globalization;
using System.Management.Automation;
using CometImages.Storage;
using CometImages.Text;

namespace CometImages.PowerShell.Display.Gallery;

/// <summary>
/// Writes a page with images. The cards are written to a temporary file while they arrive, so that the memory doesn't depend on the images.
/// The sections are composed at the end.
/// </summary>
sealed class GalleryWriter : IDisposable
{
    readonly GalleryOptions _options;
    readonly PartialFile _cards;
    readonly HtmlWriter _html;
    readonly GalleryCardWriter _cardWriter;
    readonly List<GallerySection> _sections = [];
    readonly Dictionary<string, GallerySection> _sectionsByValue = new(StringComparer.Ordinal);
    readonly List<string?> _models = [];
    int _imageCount;
    int _failureCount;
    decimal? _cost;

    public GalleryWriter(GalleryOptions options)
    {
        _options = options;
        _cards = CreateFile();
        _html = new HtmlWriter(_cards);
        _cardWriter = new GalleryCardWriter(_html, options);
    }

    /// <summary>Gets the number of images whose files aren't available.</summary>
    public int MissingFileCount { get; private set; }

    public void Add(GalleryItem item)
    {
        long start = _html.Length;
        bool hasImage = _cardWriter.Write(item);
        _html.Flush();
        GetSection(item.Image).Add(new CardRange(start, _html.Length, GetColumn(item.Image)));
        if (item.Error is null)
        {
            _imageCount++;
            MissingFileCount += hasImage || item.Image.Path is null ? 0 : 1;
        }
        else
        {
            _failureCount++;
        }

        _cost = item.Image.Cost is { } cost ? cost + (_cost ?? 0) : _cost;
    }

    /// <summary>Writes the page, and returns its length.</summary>
    public long Complete()
    {
        using PartialFile file = CreateFile();
        HtmlWriter html = new(file);
        (string start, string end) = GalleryPage.Create(_options, GetSummary());
        html.WriteRaw(start);
        foreach (GallerySection section in _sections)
        {
            WriteSection(html, section);
        }

        html.WriteRaw(end);
        html.Flush();
        if (_options.Force && File.Exists(_options.Path))
        {
            File.SetAttributes(_options.Path, File.GetAttributes(_options.Path) & ~FileAttributes.ReadOnly);
        }

        file.MoveTo(_options.Path, _options.Overwrite);
        return html.Length;
    }

    public void Dispose() => _cards.Dispose();

    PartialFile CreateFile() => PartialFile.Create(Path.GetDirectoryName(_options.Path)!, Path.GetFileName(_options.Path));

    void WriteSection(HtmlWriter html, GallerySection section)
    {
        html.Write($"<section class=\"{(_options.IsByPrompt ? "variants" : "images")}\">\n");
        if (section.Heading is { } heading)
        {
            html.Write($"<h2 dir=\"auto\">{heading}</h2>\n");
        }

        html.Write($"<ul>\n");
        foreach (CardRange range in section.Ranges)
        {
            html.WriteRange(_cards, range.Start, range.End);
        }

        html.Write($"</ul>\n</section>\n");
    }

    GallerySection GetSection(CometImage image)
    {
        string value = _options.GroupBy is { } name ? GetText(image, name) ?? "Not specified" : string.Empty;
        if (!_sectionsByValue.TryGetValue(value, out GallerySection? section))
        {
            section = new GallerySection(_options.GroupBy is null ? null : value);
            _sectionsByValue.Add(value, section);
            _sections.Add(section);
        }

        return section;
    }

    // The variants of a prompt are ordered by their models, so that models are side by side in the same order in each row.
    int GetColumn(CometImage image)
    {
        if (!_options.IsByPrompt)
        {
            return 0;
        }

        int column = _models.IndexOf(image.Model);
        if (column < 0)
        {
            column = _models.Count;
            _models.Add(image.Model);
        }

        return column;
    }

    string GetSummary()
    {
        string?[] parts =
        [
            Count(_imageCount, "image"),
            _failureCount > 0 ? Count(_failureCount, "failure") : null,
            _cost is { } cost ? Money.Format(cost) : null,
            DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ];
        return string.Join(" \u00b7 ", parts.Where(part => part is not null));
    }

    static string Count(int count, string noun) => string.Format(CultureInfo.InvariantCulture, "{0:N0} {1}{2}", count, noun, count == 1 ? "" : "s");

    static string? GetText(CometImage image, string property) =>
        LanguagePrimitives.TryConvertTo(PSObject.AsPSObject(image).Properties[property]?.Value, CultureInfo.InvariantCulture, out string? text)
        && !string.IsNullOrWhiteSpace(text) ? text : null;
}
