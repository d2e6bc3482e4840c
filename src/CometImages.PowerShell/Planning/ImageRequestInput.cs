using System.Globalization;
using System.Management.Automation;
using CometImages.Images;
using CometImages.Models;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Settings;
using CometImages.Storage;

namespace CometImages.PowerShell.Planning;

/// <summary>What the user specified for one prompt. A field that isn't specified has no value.</summary>
/// <param name="Values">The values of the request's fields.</param>
sealed record ImageRequestInput(RequestValues Values)
{
    /// <summary>The type name of the objects that describe what is missing.</summary>
    public const string RetryTypeName = "CometImages.RetryRequest";

    /// <summary>Gets the image to edit, or null if images are created.</summary>
    public CometImage? Image { get; init; }

    public IReadOnlyList<CometImage> ReferenceImages { get; init; } = [];

    public CometImage? Mask { get; init; }

    public PSObject? AdditionalProperty { get; init; }

    /// <summary>
    /// Gets the paths to write: none, one per image, or one for all images, whose names are then numbered. As specified, they can have
    /// placeholders.
    /// </summary>
    public IReadOnlyList<string> OutFile { get; init; } = [];

    /// <summary>Gets the columns of the row that aren't parameters.</summary>
    public IReadOnlyList<PSNoteProperty> OtherColumns { get; init; } = [];

    public string Prompt => Values.Get(RequestField.Prompt) ?? string.Empty;

    public string ModelOrDefault => Values.Get(RequestField.Model) ?? EnvironmentVariables.Model ?? KnownImageModels.Default.Id;

    public int CountOrDefault => Values.Get(RequestField.Count) ?? 1;

    /// <summary>Replaces the placeholders of the paths. A path with the placeholder {Index} becomes one path for each image.</summary>
    /// <exception cref="CometApiException">A placeholder is unknown, or its value isn't known before the request.</exception>
    public IReadOnlyList<string> FormatOutFile()
    {
        FileNameTemplate[] templates = [.. OutFile.Select(path => new FileNameTemplate(path, "-" + nameof(OutFile)))];
        return templates.Length == 1 && templates[0].HasIndex
            ? [.. Enumerable.Range(1, CountOrDefault).Select(index => FormatPath(templates[0], index))]
            : [.. templates.Select((template, i) => FormatPath(template, i + 1))];
    }

    /// <summary>Gets the path of each image's file.</summary>
    /// <exception cref="CometApiException">The number of paths is neither one nor that of the images.</exception>
    public IReadOnlyList<string> GetOutputPaths()
    {
        if (OutFile.Count == 0 || OutFile.Count == CountOrDefault)
        {
            return OutFile;
        }

        return OutFile.Count == 1
            ? [.. Enumerable.Range(1, CountOrDefault).Select(GetNumberedPath)]
            : throw new CometApiException(
                CometErrorKind.InvalidRequest,
                $"-OutFile has {OutFile.Count} paths, but the number of images of this prompt is {CountOrDefault}.",
                "Specify one path, one for each prompt, or one for each image.");
    }

    /// <summary>
    /// Gets the output format to request, or null. A model whose output format can be chosen creates the format of the file's extension.
    /// </summary>
    public string? GetOutputFormat(IReadOnlyList<string> files) =>
        Values.Get(RequestField.OutputFormat)
        ?? (files.Count > 0 && ImageFileFormat.FromExtension(files[0]) is { } format
            && KnownImageModels.Find(ModelOrDefault)?.GetSupportedValues(RequestField.OutputFormat)?.Contains(format) == true
                ? format
                : null);

    /// <summary>Creates the request for some of the images.</summary>
    /// <exception cref="CometApiException">The additional properties can't be converted to JSON.</exception>
    public ImageGenerationRequest CreateRequest(int count, IReadOnlyList<string> files, SourceImages sources, bool skipParameterCheck)
    {
        RequestValues values = new(Values);
        values.Set(RequestField.Model, ModelOrDefault);
        if (values.Get(RequestField.Count) is not null)
        {
            values.Set(RequestField.Count, count);
        }

        values.Set(RequestField.OutputFormat, GetOutputFormat(files));
        return new ImageGenerationRequest(values)
        {
            AdditionalProperties = JsonElementConverter.ToProperties(AdditionalProperty),
            Route = sources.Route,
            Images = sources.Images,
            IsEdit = Image is not null,
            Mask = sources.Mask,
            SkipParameterCheck = skipParameterCheck,
        };
    }

    /// <summary>Creates an object with the whole input, which can be piped back to the cmdlet.</summary>
    public PSObject ToRetryObject() => CreateRetryObject(CountOrDefault, OutFile);

    /// <summary>Creates an object with what is missing, which can be piped back to the cmdlet.</summary>
    public PSObject ToRetryObject(int count, IReadOnlyList<string> files) =>
        CreateRetryObject(count, [.. files.Select(FileNameTemplate.Escape)]);

    PSObject CreateRetryObject(int count, IReadOnlyList<string> templates)
    {
        PSObject retry = new();
        retry.TypeNames.Insert(0, RetryTypeName);
        foreach (RequestField field in RequestField.All)
        {
            // An enumeration's value would be a number in JSON and CSV.
            object? value = Values[field] is Enum name ? name.ToString() : Values[field];
            AddUnlessNull(retry, field.ParameterName, field == RequestField.Count && value is not null ? count : value);
        }

        AddUnlessNull(retry, nameof(Image), Image?.ToString());
        AddUnlessNull(retry, "ReferenceImage", ReferenceImages.Count == 0 ? null : ReferenceImages.Select(image => image.ToString()).ToArray());
        AddUnlessNull(retry, nameof(Mask), Mask?.ToString());
        AddUnlessNull(retry, nameof(AdditionalProperty), AdditionalProperty);
        AddUnlessNull(retry, nameof(OutFile), templates.Count == 0 ? null : templates.ToArray());
        RowColumns.AddTo(retry, OtherColumns);
        return retry;
    }

    static void AddUnlessNull(PSObject retry, string name, object? value)
    {
        if (value is not null)
        {
            retry.Properties.Add(new PSNoteProperty(name, value));
        }
    }

    string FormatPath(FileNameTemplate template, int index)
    {
        CometImage image = new()
        {
            Index = index,
            Created = DateTime.Now,
            Model = ModelOrDefault,
            Prompt = Prompt,
            Size = Values.Get(RequestField.Size),
            Quality = Values.Get(RequestField.Quality),
        };
        return template.FormatPath(image, OtherColumns.GetValue);
    }

    string GetNumberedPath(int number)
    {
        string path = OutFile[0];
        string suffix = "-" + number.ToString(CultureInfo.InvariantCulture);
        return Path.Combine(
            Path.GetDirectoryName(path) ?? string.Empty, Path.GetFileNameWithoutExtension(path) + suffix + Path.GetExtension(path));
    }
}
