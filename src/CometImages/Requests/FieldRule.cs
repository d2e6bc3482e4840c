using CometImages.Models;

namespace CometImages.Requests;

/// <summary>A field that works only with some values of another field.</summary>
/// <param name="Field">The field that needs the other.</param>
/// <param name="Value">The value that needs the other field; null for any value.</param>
/// <param name="Other">The other field.</param>
/// <param name="OtherValues">The values of the other field that work.</param>
sealed record FieldRule(RequestField Field, string? Value, RequestField Other, IReadOnlyList<string> OtherValues)
{
    public static IReadOnlyList<FieldRule> All { get; } =
    [
        new(RequestField.OutputCompression, Value: null, RequestField.OutputFormat, ["jpeg", "webp"]),
        new(RequestField.Background, "transparent", RequestField.OutputFormat, ["png", "webp"]),
    ];
}
