using CometImages.Models;

namespace CometImages.PowerShell;

/// <summary>
/// What a model takes, as a PowerShell object. Its lists have plural names, so that piped into New-CometImage it binds its id alone.
/// </summary>
public sealed class CometImageModel
{
    internal CometImageModel(ImageModel model)
    {
        Model = model.Model;
        Provider = model.Provider;
        Fill(model);
    }

    internal CometImageModel(CatalogModel model)
    {
        Model = model.Id;
        Provider = model.Provider;
        Features = [.. model.Features ?? []];
        Currency = model.Pricing?.Currency;
        InputPrice = model.Pricing?.Input;
        OutputPrice = model.Pricing?.Output;
        RequestPrice = model.Pricing?.PerRequest;
        DocumentationUrl = model.ApiDocUrl;
        if (KnownImageModels.Find(model.Id) is { } known)
        {
            Fill(known);
        }
    }

    /// <summary>The model's id.</summary>
    public string Model { get; }

    /// <summary>Who made it.</summary>
    public string? Provider { get; }

    /// <summary>The sizes it takes; empty when only its provider knows.</summary>
    public string[] Sizes { get; private set; } = [];

    /// <summary>The rule for further sizes of the form WIDTHxHEIGHT, or null.</summary>
    public string? SizeRule { get; private set; }

    /// <summary>The most pictures of one request; a higher -Count becomes several requests. Null when only its provider knows.</summary>
    public int? MaxCount { get; private set; }

    /// <summary>The longest prompt in characters, or null when only its provider knows.</summary>
    public int? MaxPromptLength { get; private set; }

    /// <summary>The qualities it takes.</summary>
    public string[] Qualities { get; private set; } = [];

    /// <summary>The styles it takes.</summary>
    public string[] Styles { get; private set; } = [];

    /// <summary>The backgrounds it takes.</summary>
    public string[] Backgrounds { get; private set; } = [];

    /// <summary>The moderation levels it takes.</summary>
    public string[] Moderations { get; private set; } = [];

    /// <summary>The file formats it can be asked for.</summary>
    public string[] OutputFormats { get; private set; } = [];

    /// <summary>How it answers: Url, Base64, or both.</summary>
    public string[] ResponseFormats { get; private set; } = [];

    /// <summary>What it can do, as the catalogue says.</summary>
    public string[] Features { get; } = [];

    /// <summary>The prices' currency and unit, as the catalogue says.</summary>
    public string? Currency { get; }

    /// <summary>The price of input, as the catalogue says.</summary>
    public decimal? InputPrice { get; }

    /// <summary>The price of output, as the catalogue says.</summary>
    public decimal? OutputPrice { get; }

    /// <summary>The price of one request, as the catalogue says.</summary>
    public decimal? RequestPrice { get; }

    /// <summary>The model's documentation, as the catalogue says.</summary>
    public string? DocumentationUrl { get; }

    /// <inheritdoc/>
    public override string ToString() => Model;

    void Fill(ImageModel known)
    {
        Sizes = [.. known.Sizes ?? []];
        SizeRule = known.SizeRule?.ToString();
        MaxCount = known.MaxCount;
        MaxPromptLength = known.MaxPromptLength;
        Qualities = [.. known.Qualities ?? []];
        Styles = [.. known.Styles ?? []];
        Backgrounds = [.. known.Backgrounds ?? []];
        Moderations = [.. known.Moderations ?? []];
        OutputFormats = [.. known.OutputFormats ?? []];
        ResponseFormats = known.ReturnsBase64Only ? [nameof(ImageResponseFormat.Base64)] : [.. (known.ResponseFormats ?? []).Select(format => format.ToString())];
    }
}
