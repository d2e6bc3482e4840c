using CometImages.Emulator.Generations;
using CometImages.Emulator.Generations.Rules;

namespace CometImages.Emulator.Pictures;

/// <summary>All that a picture's bytes depend on.</summary>
sealed record PictureKey(
    string Model, string Prompt, int Index, PixelSize Size, PictureFormat Format, int Quality, bool Transparent, int Bytes)
{
    const string AnyPrompt = "The same picture for every prompt";

    public static PictureKey For(GenerationRequest request, int index, EmulatorSettings settings) => new(
        request.Model,
        settings.SamePicture ? AnyPrompt : request.Prompt,
        settings.SamePicture ? 0 : index,
        request.Size,
        request.Format,
        request.Compression,
        request.Transparent,
        settings.PictureBytes);
}
