using CometImages.Emulator.Pictures;

namespace CometImages.Emulator.Generations.Rules;

/// <summary>What a model's answers look like.</summary>
sealed record AnswerTraits
{
    /// <summary>Whether it answers URLs unless asked for base64; otherwise base64 always.</summary>
    public bool Urls { get; init; } = true;

    public PictureFormat UrlFormat { get; init; } = PictureFormat.WebP;

    public PictureFormat Base64Format { get; init; } = PictureFormat.Png;

    public bool RevisesPrompt { get; init; }

    /// <summary>Whether the answer tells background, output_format, quality and size.</summary>
    public bool TellsSettings { get; init; }

    public bool NamesModel { get; init; }

    public bool ItemSize { get; init; }

    /// <summary>Whether one request may give a series of pictures.</summary>
    public bool Sequences { get; init; }

    public UsageShape Usage { get; init; } = UsageShape.None;
}
