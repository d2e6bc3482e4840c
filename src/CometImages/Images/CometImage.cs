using CometImages.Images;

namespace CometImages;

/// <summary>
/// Represents one image: its location (<see cref="Url"/> or <see cref="Path"/>) and the request that generated it. Every property has a
/// simple type, so the object survives a job, a remote session, or serialization as JSON.
/// </summary>
public sealed class CometImage
{
    /// <summary>Gets the local time at which the service created the image.</summary>
    public DateTime Created { get; init; }

    /// <summary>Gets the model that the response reports, or else the requested one.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the requested prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>Gets the prompt as the model revised it, or null if the service didn't report one.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>Gets the path or the URL of the image that was edited, or null if the image was created from a prompt alone.</summary>
    public string? SourceImage { get; init; }

    /// <summary>
    /// Gets the URL of the image, exactly as the service returned it, or null if the service returned the image itself. The URL expires.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>Gets or sets the path of the image's file on this computer, or null if the image has only a <see cref="Url"/>.</summary>
    public string? Path { get; set; }

    /// <summary>Gets the path that was requested with -OutFile if the image isn't there, or null.</summary>
    public string? OutFile { get; internal set; }

    /// <summary>Gets the one-based number of the image among those of its prompt.</summary>
    public int Index { get; init; }

    /// <summary>
    /// Gets the size that the image's file shows, or else the one that the service reported, or else the requested one, such as
    /// <c>1024x1024</c>.
    /// </summary>
    public string? Size { get; internal set; }

    /// <summary>Gets the width in pixels that the image's file shows, or null if the file is missing or its format is unknown.</summary>
    public int? Width { get; internal set; }

    /// <summary>Gets the height in pixels that the image's file shows, or null if the file is missing or its format is unknown.</summary>
    public int? Height { get; internal set; }

    /// <summary>
    /// Gets a value that indicates whether the image can have transparent pixels, or null if the file is missing or its format is unknown.
    /// </summary>
    public bool? HasAlpha { get; internal set; }

    /// <summary>
    /// Gets a value that indicates whether the image's file contains content credentials (C2PA), whose signature is valid only if no byte of the
    /// file changes. It's null if the file is missing, or if its format isn't PNG, JPEG, or WebP.
    /// </summary>
    public bool? HasContentCredentials { get; internal set; }

    /// <summary>Gets the quality that the service reported, or else the requested one.</summary>
    public string? Quality { get; init; }

    /// <summary>Gets the background that the service reported, or else the requested one.</summary>
    public string? Background { get; init; }

    /// <summary>
    /// Gets the format that the image's file shows, or else the one that the service reported, or else the requested one: for example
    /// <c>png</c>, <c>jpeg</c>, or <c>webp</c>.
    /// </summary>
    public string? OutputFormat { get; internal set; }

    /// <summary>Gets the number of input tokens of the whole response, which only its first image has.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Gets the number of output tokens of the whole response, which only its first image has.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Gets the total number of tokens of the whole response, which only its first image has.</summary>
    public long? TotalTokens { get; init; }

    /// <summary>
    /// Gets the cost of the whole request in US dollars, which only its first image has. It's null if it isn't known, or if costs weren't
    /// requested.
    /// </summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets how <see cref="Cost"/> was calculated, or null if costs weren't requested. Only the first image has it.</summary>
    public CostBasis? CostBasis { get; init; }

    /// <summary>Gets the ID of the request, which CometAPI support asks for.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the image wasn't requested because its file existed (-SkipExisting). What the file doesn't show is
    /// null then.
    /// </summary>
    public bool Skipped { get; init; }

    /// <summary>Gets or sets the ID of the request in the history, or null.</summary>
    internal string? HistoryId { get; set; }

    /// <summary>Gets or sets the request, or null if it isn't known.</summary>
    internal Lazy<ImageGenerationRequest>? Request { get; set; }

    /// <summary>Returns the path, or else the URL.</summary>
    public override string ToString() => Path ?? Url ?? string.Empty;

    /// <summary>Returns a copy that has a file.</summary>
    internal CometImage CopyTo(string path, ImageDetails? details)
    {
        CometImage copy = (CometImage)MemberwiseClone();
        copy.SetFile(path, details);
        return copy;
    }

    /// <summary>Sets the path of the image's file, and the properties that the file shows.</summary>
    /// <param name="path">The path.</param>
    /// <param name="details">What the file shows, or null if that isn't known.</param>
    internal void SetFile(string path, ImageDetails? details)
    {
        Path = path;
        OutFile = OutFile == path ? null : OutFile;
        Size = details?.Header.Size ?? Size;
        Width = details?.Header.Width;
        Height = details?.Header.Height;
        HasAlpha = details?.Header.HasAlpha;
        HasContentCredentials = details?.Header.HasContentCredentials;
        OutputFormat = details?.Format.Format ?? OutputFormat;
    }
}
