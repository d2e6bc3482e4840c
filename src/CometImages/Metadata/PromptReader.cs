using CometImages.Images;

namespace CometImages.Metadata;

/// <summary>Reads the prompt in the metadata of an image's file. No content of the file causes an exception.</summary>
static class PromptReader
{
    static readonly Dictionary<string, Func<ImageHeaderReader, IEnumerable<(PromptSource Source, string Text)>>> s_readers = new()
    {
        ["png"] = PngMetadata.Read,
        ["jpeg"] = JpegMetadata.Read,
        ["webp"] = WebPMetadata.Read,
    };

    // Generators write their parameters after the prompt.
    static readonly string[] s_parameterStarts = ["\nNegative prompt:", "\nSteps:"];

    /// <summary>Returns the prompt, or null if the metadata contains none or the format has no known metadata.</summary>
    public static string? Read(ImageFileFormat format, Stream file)
    {
        if (!s_readers.TryGetValue(format.Format, out Func<ImageHeaderReader, IEnumerable<(PromptSource Source, string Text)>>? read))
        {
            return null;
        }

        IEnumerable<string> prompts =
            from text in read(new ImageHeaderReader(file))
            orderby text.Source
            let prompt = GetPrompt(text.Source, text.Text)
            where prompt.Length > 0
            select prompt;
        return prompts.FirstOrDefault();
    }

    static string GetPrompt(PromptSource source, string text)
    {
        // Some generators write the graph of their operations as JSON in the place of a prompt.
        if (source == PromptSource.Prompt && text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return string.Empty;
        }

        int end = source == PromptSource.Parameters
            ? s_parameterStarts.Select(start => text.IndexOf(start, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(text.Length).Min()
            : text.Length;

        // Control characters could change what a terminal displays.
        return new string([.. text.Take(end).Where(c => !char.IsControl(c) || c is '\n' or '\r' or '\t')]).Trim();
    }
}
