namespace CometImages.Models;

/// <summary>What one model takes, as CometAPI documents it. Where a list is null, the model does not take the field, or only its provider knows.</summary>
sealed class ImageModel
{
    /// <summary>The model's id. One that ends in <c>*</c> stands for a family of ids.</summary>
    public required string Model { get; init; }

    /// <summary>Who made the model.</summary>
    public string? Provider { get; init; }

    /// <summary>The sizes it takes by name, or null when only the provider knows.</summary>
    public IReadOnlyList<string>? Sizes { get; init; }

    /// <summary>The further sizes of the form WIDTHxHEIGHT, or null when there are none.</summary>
    public SizeConstraint? SizeRule { get; init; }

    /// <summary>The most pictures of one request, or null when only the provider knows. A higher count becomes several requests.</summary>
    public int? MaxCount { get; init; }

    /// <summary>The longest prompt in characters, or null when only the provider knows.</summary>
    public int? MaxPromptLength { get; init; }

    /// <summary>The qualities it takes.</summary>
    public IReadOnlyList<string>? Qualities { get; init; }

    /// <summary>The styles it takes.</summary>
    public IReadOnlyList<string>? Styles { get; init; }

    /// <summary>The backgrounds it takes.</summary>
    public IReadOnlyList<string>? Backgrounds { get; init; }

    /// <summary>The moderation levels it takes.</summary>
    public IReadOnlyList<string>? Moderations { get; init; }

    /// <summary>The file formats it can be asked for.</summary>
    public IReadOnlyList<string>? OutputFormats { get; init; }

    /// <summary>The ways it can be asked to answer; empty when it always answers base64 and must not be asked.</summary>
    public IReadOnlyList<ImageResponseFormat>? ResponseFormats { get; init; }

    /// <summary>Whether the model refuses every field that is not documented for it. Others pass a provider's own fields through.</summary>
    public bool RejectsUnknownFields { get; init; }

    /// <summary>Whether the id stands for a family of models and cannot be asked itself.</summary>
    public bool IsFamily => Model.EndsWith("*", StringComparison.Ordinal);

    /// <summary>Whether it always answers base64 and refuses to be asked how.</summary>
    public bool ReturnsBase64Only => ResponseFormats is { Count: 0 };

    /// <inheritdoc/>
    public override string ToString() => Model;
}
