using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using CometImages.Text;

namespace CometImages.Pricing;

/// <summary>What requests of similar cost have in common. The prompt, the format, and the other values matter little.</summary>
sealed record RequestCostKey(string Model, string? Size, string? Resolution, string? Quality, int Count)
{
    public static RequestCostKey FromRequest(ImageGenerationRequest request) => new(
        request.Model,
        request.Values.Get(RequestField.Size),
        request.Values.Get(RequestField.Resolution),
        request.Values.Get(RequestField.Quality),
        request.Count ?? 1);

    /// <summary>Reads the request of a record of the history.</summary>
    public static RequestCostKey FromHistory(JsonElement request) => new(
        request.GetText(RequestField.Model.ParameterName) ?? string.Empty,
        request.GetText(RequestField.Size.ParameterName),
        request.GetText(RequestField.Resolution.ParameterName),
        request.GetText(RequestField.Quality.ParameterName),
        (int?)request.GetNumber(RequestField.Count.ParameterName) ?? 1);
}
