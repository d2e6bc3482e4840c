using CometImages.Models;

namespace CometImages.PowerShell;

/// <summary>
/// An image model and the values that it supports. The lists have plural names, so that only <see cref="Model"/> binds when the object is
/// piped to New-CometImage.
/// </summary>
public sealed class CometImageModel
{
    readonly ImageModel? _known;

    internal CometImageModel(ImageModel model)
    {
        _known = model;
        Model = model.Id;
        Provider = model.Provider;
    }

    internal CometImageModel(CatalogModel model)
    {
        _known = KnownImageModels.Find(model.Id);
        Model = model.Id;
        Provider = model.Provider;
        Features = [.. model.Features ?? []];
        Currency = model.Pricing?.Currency;
        InputPrice = model.Pricing?.Input;
        OutputPrice = model.Pricing?.Output;
        RequestPrice = model.Pricing?.PerRequest;
        DocumentationUrl = model.ApiDocUrl;
    }

    /// <summary>Gets the model's ID.</summary>
    public string Model { get; }

    /// <summary>Gets the name of the model's provider.</summary>
    public string? Provider { get; }

    /// <summary>Gets the supported sizes. The list is empty if only the provider knows them.</summary>
    public string[] Sizes => GetValues(RequestField.Size);

    /// <summary>Gets the constraint on further sizes of the form WIDTHxHEIGHT, or null.</summary>
    public string? SizeRule => _known?.SizeConstraint?.ToString();

    /// <summary>Gets the maximum number of images per request, or null if only the provider knows. A higher -Count is split.</summary>
    public int? MaxCount => _known?.MaxCount;

    /// <summary>Gets the maximum length of the prompt in characters, or null if only the provider knows.</summary>
    public int? MaxPromptLength => _known?.MaxPromptLength;

    /// <summary>Gets the supported qualities.</summary>
    public string[] Qualities => GetValues(RequestField.Quality);

    /// <summary>Gets the supported styles.</summary>
    public string[] Styles => GetValues(RequestField.Style);

    /// <summary>Gets the supported backgrounds.</summary>
    public string[] Backgrounds => GetValues(RequestField.Background);

    /// <summary>Gets the supported moderation levels.</summary>
    public string[] Moderations => GetValues(RequestField.Moderation);

    /// <summary>Gets the file formats that can be requested.</summary>
    public string[] OutputFormats => GetValues(RequestField.OutputFormat);

    /// <summary>Gets how the model returns images: Url, Base64, or both.</summary>
    public string[] ResponseFormats => _known?.ReturnsBase64Only == true
        ? [nameof(ImageResponseFormat.Base64)]
        : [.. GetValues(RequestField.ResponseFormat).Select(value => ImageResponseFormatExtensions.FromWireName(value).ToString())];

    /// <summary>Gets the features of the model, as the catalog lists them.</summary>
    public string[] Features { get; } = [];

    /// <summary>Gets the currency and unit of the prices, as the catalog lists them.</summary>
    public string? Currency { get; }

    /// <summary>Gets the price of input tokens, as the catalog lists it.</summary>
    public decimal? InputPrice { get; }

    /// <summary>Gets the price of output tokens, as the catalog lists it.</summary>
    public decimal? OutputPrice { get; }

    /// <summary>Gets the price of a request, as the catalog lists it.</summary>
    public decimal? RequestPrice { get; }

    /// <summary>Gets the URL of the model's documentation, as the catalog lists it.</summary>
    public string? DocumentationUrl { get; }

    /// <inheritdoc/>
    public override string ToString() => Model;

    string[] GetValues(RequestField field) => [.. _known?.GetSupportedValues(field) ?? []];
}
