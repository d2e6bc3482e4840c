using System.Management.Automation;
using CometImages.Images;
using CometImages.Models;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Planning;

namespace CometImages.PowerShell.Abstractions;

/// <summary>The parameters that describe one request for images. A row can have each of them as a column.</summary>
public abstract class ImageParameterCmdletBase : ApiCmdletBase
{
    // Holds the parameters that are fields of the request.
    private protected readonly RequestValues _values = new();

    /// <summary>Specifies the IDs of the models. Each prompt is requested from each model.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string[]))]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Model { get; set; }

    /// <summary>Specifies the number of images for each prompt.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [Alias("n")]
    [EmptyAsNullTransformation(typeof(int))]
    [ValidateNullableRange(1, RequestField.MaxCount)]
    [ArgumentCompleter(typeof(CountCompleter))]
    public int? Count { get => Get(RequestField.Count); set => Set(RequestField.Count, value); }

    /// <summary>Specifies the size.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Size { get => Get(RequestField.Size); set => Set(RequestField.Size, value); }

    /// <summary>Specifies the aspect ratio, for models that take one in place of a size.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? AspectRatio { get => Get(RequestField.AspectRatio); set => Set(RequestField.AspectRatio, value); }

    /// <summary>Specifies the resolution, for models that take one in place of a size.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Resolution { get => Get(RequestField.Resolution); set => Set(RequestField.Resolution, value); }

    /// <summary>Specifies the quality.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Quality { get => Get(RequestField.Quality); set => Set(RequestField.Quality, value); }

    /// <summary>Specifies the background.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Background { get => Get(RequestField.Background); set => Set(RequestField.Background, value); }

    /// <summary>Specifies the level of content moderation.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? Moderation { get => Get(RequestField.Moderation); set => Set(RequestField.Moderation, value); }

    /// <summary>Specifies the file format.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    [ArgumentCompleter(typeof(ModelValueCompleter))]
    public string? OutputFormat { get => Get(RequestField.OutputFormat); set => Set(RequestField.OutputFormat, value); }

    /// <summary>Specifies the compression of JPEG and WebP images in percent.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(int))]
    [ValidateNullableRange(0, 100)]
    public int? OutputCompression { get => Get(RequestField.OutputCompression); set => Set(RequestField.OutputCompression, value); }

    /// <summary>Specifies how the service returns the images.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(ImageResponseFormat))]
    public ImageResponseFormat? ResponseFormat { get => Get(RequestField.ResponseFormat); set => Set(RequestField.ResponseFormat, value); }

    /// <summary>Specifies an ID of the end user, with which the provider can detect abuse.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string))]
    public string? User { get => Get(RequestField.User); set => Set(RequestField.User, value); }

    /// <summary>Specifies images that the request sends along: files, URLs, or CometImage objects.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [ImageTransformation(isList: true)]
    public CometImage[] ReferenceImage { get; set => field = value ?? []; } = [];

    /// <summary>Specifies a provider's own fields as a hashtable or an object.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    public PSObject? AdditionalProperty { get; set; }

    /// <summary>Specifies the path of the file to write, or one path for each prompt or image. Placeholders are replaced.</summary>
    [Parameter(ParameterSetName = ParameterSets.Value)]
    [Parameter(ParameterSetName = ParameterSets.Row, ValueFromPipelineByPropertyName = true)]
    [EmptyAsNullTransformation(typeof(string[]))]
    public string[]? OutFile { get; set; }

    /// <summary>Gets the number of parameters that have a value.</summary>
    private protected virtual int SpecifiedCount =>
        _values.Count + new object?[] { Model, AdditionalProperty, OutFile }.Count(value => value is not null) + Math.Min(1, ReferenceImage.Length);

    /// <summary>Creates the input of a prompt with the parameters of this class.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="model">The ID of the model, or null for the default one.</param>
    /// <param name="skipParameterCheck">Whether values are used as specified, and not as they're documented.</param>
    private protected ImageRequestInput CreateInput(string prompt, string? model, bool skipParameterCheck)
    {
        RequestValues values = new(_values);
        values.Set(RequestField.Prompt, prompt);
        values.Set(RequestField.Model, model);
        ImageRequestInput input = new(values) { ReferenceImages = ReferenceImage, AdditionalProperty = AdditionalProperty };
        if (!skipParameterCheck && KnownImageModels.Find(input.ModelOrDefault) is { } known)
        {
            values.UseDocumentedValues(known);
        }

        return input;
    }

    private protected T Get<T>(RequestField<T> field) => _values.Get(field);

    // The binder converts the null of an empty cell to an empty string.
    private protected void Set<T>(RequestField<T> field, T value) =>
        _values[field] = value is string text && string.IsNullOrWhiteSpace(text) ? null : value;
}
