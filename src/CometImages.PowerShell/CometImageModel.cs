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
        IsKnown = true;
    }

    internal CometImageModel(CatalogModel model)
    {
        _known = KnownImageModels.Find(model.Id);
        Model = model.Id;
        Provider = model.Provider;
        IsKnown = _known is not null;
        InCatalog = true;
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

    /// <summary>Gets a value that indicates whether the built-in list contains the model.</summary>
    public bool IsKnown { get; }

    /// <summary>Gets a value that indicates whether CometAPI's catalog contains the model, or null if the catalog wasn't read.</summary>
    public bool? InCatalog { get; internal init; }

    /// <summary>Gets the day on which the provider retires the model, or null if none is announced.</summary>
    public DateTime? RetirementDate => _known?.RetirementDate;

    /// <summary>Gets the ID of the model that replaces a retired one, or null.</summary>
    public string? Replacement => _known?.Replacement;

    /// <summary>Gets what distinguishes the model from a current one, such as <c>retired 2026-05-12</c>, or <c>current</c>.</summary>
    public string Status
    {
        get
        {
            string?[] facts =
            [
                _known?.GetRetirement(DateTime.Today),
                IsKnown ? null : "not in the built-in list",
                InCatalog == false ? "not in the catalog" : null,
            ];
            string status = string.Join(", ", facts.Where(fact => fact is not null));
            return status.Length == 0 ? "current" : status;
        }
    }

    /// <summary>Gets the supported sizes. The list is empty if only the provider knows them.</summary>
    public string[] Sizes => GetValues(RequestField.Size);

    /// <summary>Gets the constraint on further sizes of the form WIDTHxHEIGHT, or null.</summary>
    public string? SizeRule => _known?.SizeConstraint?.ToString();

    /// <summary>Gets the maximum number of images per request, or null if only the provider knows. A higher -Count is split.</summary>
    public int? MaxCount => _known?.MaxCount;

    /// <summary>Gets a value that indicates whether the model edits images with Edit-CometImage.</summary>
    public bool SupportsEdit => _known?.ImageInput is not null;

    /// <summary>Gets the maximum number of images per request that the model takes as input, or null if only the provider knows.</summary>
    public int? MaxInputImages => _known?.ImageInput?.MaxCount;

    /// <summary>Gets the supported values of -InputFidelity.</summary>
    public string[] InputFidelities => GetValues(RequestField.InputFidelity);

    /// <summary>Gets the maximum length of the prompt in characters, or null if only the provider knows.</summary>
    public int? MaxPromptLength => _known?.MaxPromptLength;

    /// <summary>Gets the supported aspect ratios, for models that take one in place of a size.</summary>
    public string[] AspectRatios => GetValues(RequestField.AspectRatio);

    /// <summary>Gets the supported resolutions, for models that take one in place of a size.</summary>
    public string[] Resolutions => GetValues(RequestField.Resolution);

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
