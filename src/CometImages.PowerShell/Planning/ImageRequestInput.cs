using System.Globalization;
using System.Management.Automation;
using CometImages.Images;
using CometImages.Models;
using CometImages.PowerShell.Binding;

namespace CometImages.PowerShell.Planning;

/// <summary>One prompt with everything that the user said about its pictures. What was not said is null.</summary>
sealed record ImageRequestInput
{
    public required string Prompt { get; init; }

    public string? Model { get; init; }

    public int? Count { get; init; }

    public string? Size { get; init; }

    public string? Quality { get; init; }

    public string? Style { get; init; }

    public string? Background { get; init; }

    public string? Moderation { get; init; }

    public string? OutputFormat { get; init; }

    public int? OutputCompression { get; init; }

    public ImageResponseFormat? ResponseFormat { get; init; }

    public string? User { get; init; }

    public object? AdditionalProperty { get; init; }

    /// <summary>Absolute paths: none, one for each picture, or one for all, which are numbered then.</summary>
    public IReadOnlyList<string> OutFile { get; init; } = [];

    public string ModelOrDefault => Model ?? KnownImageModels.Default;

    public int CountOrDefault => Count ?? 1;

    /// <summary>The final name of each picture's file.</summary>
    /// <exception cref="CometApiException">There are neither one nor as many names as pictures.</exception>
    public IReadOnlyList<string> GetOutputPaths()
    {
        if (OutFile.Count == 0 || OutFile.Count == CountOrDefault)
        {
            return OutFile;
        }

        return OutFile.Count == 1
            ? [.. Enumerable.Range(1, CountOrDefault).Select(Numbered)]
            : throw new CometApiException(
                CometErrorKind.InvalidRequest, $"{OutFile.Count} file names do not fit {CountOrDefault} pictures.", "Give one name, or one for each picture.");
    }

    /// <summary>The request for some of its pictures.</summary>
    /// <exception cref="CometApiException">The additional properties are no fields.</exception>
    public ImageGenerationRequest Request(int count, IReadOnlyList<string> files) => new()
    {
        Prompt = Prompt,
        Model = ModelOrDefault,
        Count = Count is null ? null : count,
        Size = Size,
        Quality = Quality,
        Style = Style,
        Background = Background,
        Moderation = Moderation,
        OutputFormat = OutputFormat ?? FormatOf(files),
        OutputCompression = OutputCompression,
        ResponseFormat = ResponseFormat,
        User = User,
        AdditionalProperties = JsonElementConverter.ToProperties(AdditionalProperty),
    };

    /// <summary>What is still missing, as an object that pipes back into New-CometImage.</summary>
    public PSObject ToRetryObject(int count, IReadOnlyList<string> files)
    {
        PSObject missing = new();
        missing.TypeNames.Insert(0, "CometImages.RetryRequest");
        foreach ((string name, object? value) in new (string, object?)[]
        {
            (nameof(Prompt), Prompt),
            (nameof(Model), Model),
            (nameof(Count), Count is null ? null : count),
            (nameof(Size), Size),
            (nameof(Quality), Quality),
            (nameof(Style), Style),
            (nameof(Background), Background),
            (nameof(Moderation), Moderation),
            (nameof(OutputFormat), OutputFormat),
            (nameof(OutputCompression), OutputCompression),
            (nameof(ResponseFormat), ResponseFormat?.ToString()),
            (nameof(User), User),
            (nameof(AdditionalProperty), AdditionalProperty),
            (nameof(OutFile), files.Count == 0 ? null : files.ToArray()),
        })
        {
            if (value is not null)
            {
                missing.Properties.Add(new PSNoteProperty(name, value));
            }
        }

        return missing;
    }

    /// <summary>The beginning of a prompt, on one line.</summary>
    public static string Shorten(string prompt)
    {
        string line = prompt.Replace('\r', ' ').Replace('\n', ' ');
        return line.Length <= 60 ? line : line.Substring(0, char.IsHighSurrogate(line[58]) ? 58 : 59) + "\u2026";
    }

    // A model that can choose its format is asked for the one that the name tells.
    string? FormatOf(IReadOnlyList<string> files) =>
        files.Count > 0 && ImageFileFormat.FromExtension(files[0]) is { } format && KnownImageModels.Find(ModelOrDefault)?.OutputFormats?.Contains(format) == true
            ? format
            : null;

    string Numbered(int number)
    {
        string path = OutFile[0];
        string name = Path.GetFileNameWithoutExtension(path) + "-" + number.ToString(CultureInfo.InvariantCulture) + Path.GetExtension(path);
        return Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, name);
    }
}
