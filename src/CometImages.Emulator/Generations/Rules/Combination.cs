namespace CometImages.Emulator.Generations.Rules;

/// <summary>Fields that are right alone and wrong together.</summary>
sealed record Combination(string Field, string Message, Func<RequestBody, bool> IsWrong)
{
    public static IReadOnlyList<Combination> All { get; } =
    [
        new(
            "background",
            "A transparent background wants output_format png or webp.",
            body => body.Text("background") == "transparent" && body.Text("output_format") == "jpeg"),
        new(
            "output_compression",
            "output_compression goes with output_format jpeg or webp only.",
            body => body.Field("output_compression") is not null && body.Text("output_format") is not ("jpeg" or "webp")),
    ];
}
