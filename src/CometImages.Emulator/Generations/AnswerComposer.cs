using CometImages.Emulator.Generations.Rules;
using CometImages.Emulator.Hosting;
using CometImages.Emulator.Pictures;

namespace CometImages.Emulator.Generations;

/// <summary>Puts pictures and request together as the model's answers are.</summary>
static class AnswerComposer
{
    public static ImagesAnswer Compose(EmulatorState state, GenerationRequest request, IReadOnlyList<Picture> pictures)
    {
        AnswerTraits traits = request.Rule.Answer;
        List<ImageItem> items = [.. pictures.Select(picture => new ImageItem
        {
            Url = request.AsUrl ? state.Urls.Issue(state.PictureUri, picture, request.Prompt) : null,
            Base64 = request.AsUrl ? (ReadOnlyMemory<byte>?)null : picture.Base64,
            RevisedPrompt = traits.RevisesPrompt ? Revise(request.Prompt) : null,
            Size = traits.ItemSize ? request.Size.ToString() : null,
        })];
        return new ImagesAnswer(state.Settings.Created ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds(), items)
        {
            Members = [.. Members(request, traits)],
            Usage = Usage.Of(state.Settings.UsageShape ?? traits.Usage, request),
        };
    }

    static IEnumerable<KeyValuePair<string, string>> Members(GenerationRequest request, AnswerTraits traits)
    {
        if (traits.NamesModel)
            yield return new("model", request.Model);
        if (!traits.TellsSettings)
            yield break;
        yield return new("background", request.Transparent ? "transparent" : "opaque");
        yield return new("output_format", request.Format.ToString().ToLowerInvariant());
        yield return new("quality", request.Quality);
        yield return new("size", request.Size.ToString());
    }

    static string Revise(string prompt) => $"{prompt.Trim().TrimEnd('.')}. Soft evening light, calm colours, gentle waves.";
}
