namespace CometImages.PowerShell.Display.Gallery;

/// <summary>A section of the page, which knows only where its cards are in the file of all cards.</summary>
sealed class GallerySection(string? heading)
{
    readonly List<CardRange> _ranges = [];

    /// <summary>Gets the heading, or null for a page without sections.</summary>
    public string? Heading => heading;

    public int Count { get; private set; }

    /// <summary>Gets the parts of the file, in the order of the columns and then of the input.</summary>
    public IEnumerable<CardRange> Ranges => _ranges.OrderBy(range => range.Column);

    public void Add(CardRange card)
    {
        Count++;
        if (_ranges.Count > 0 && _ranges[_ranges.Count - 1] is { } last && last.End == card.Start && last.Column == card.Column)
        {
            _ranges[_ranges.Count - 1] = last with { End = card.End };
        }
        else
        {
            _ranges.Add(card);
        }
    }
}
