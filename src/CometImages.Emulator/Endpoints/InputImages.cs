using CometImages.Emulator.Rendering;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary>The images in a request: what its result is drawn from, and the known sizes. Or the error of the first invalid image.</summary>
sealed record InputImages(EditSource? Source, IReadOnlyList<PixelSize> Sizes, ApiError? Error = null)
{
    public static InputImages Invalid(string param, string message) => new(null, [], ApiError.Invalid(param, message));
}
