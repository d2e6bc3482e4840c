using CometImages.Emulator.Generations.Rules;
using CometImages.Emulator.Pictures;

namespace CometImages.Emulator.Generations;

/// <summary>A request that was checked: what shall be made, and how it is answered.</summary>
sealed record GenerationRequest(ModelRule Rule, string Model, string Prompt)
{
    public required int Count { get; init; }

    public required PixelSize Size { get; init; }

    public required PictureFormat Format { get; init; }

    /// <summary>The encoder's quality, 0 to 100.</summary>
    public required int Compression { get; init; }

    public required bool AsUrl { get; init; }

    public required string Quality { get; init; }

    public required bool Transparent { get; init; }
}
