using System.Text.Json;

namespace CometImages.Responses;

/// <summary>The names of the properties that are kept, and the objects that contain them.</summary>
static class ResponsePropertyNames
{
    static readonly (ResponseContainer Container, byte[] Name, ResponseProperty Property)[] s_known =
    [
        (ResponseContainer.Root, "data"u8.ToArray(), ResponseProperty.Data),
        (ResponseContainer.Root, "usage"u8.ToArray(), ResponseProperty.Usage),
        (ResponseContainer.Root, "error"u8.ToArray(), ResponseProperty.Error),
        (ResponseContainer.Root, "created"u8.ToArray(), ResponseProperty.Created),
        (ResponseContainer.Root, "model"u8.ToArray(), ResponseProperty.Model),
        (ResponseContainer.Root, "size"u8.ToArray(), ResponseProperty.Size),
        (ResponseContainer.Root, "quality"u8.ToArray(), ResponseProperty.Quality),
        (ResponseContainer.Root, "background"u8.ToArray(), ResponseProperty.Background),
        (ResponseContainer.Root, "output_format"u8.ToArray(), ResponseProperty.OutputFormat),
        (ResponseContainer.DataItem, "b64_json"u8.ToArray(), ResponseProperty.ItemBase64),
        (ResponseContainer.DataItem, "url"u8.ToArray(), ResponseProperty.ItemUrl),
        (ResponseContainer.DataItem, "revised_prompt"u8.ToArray(), ResponseProperty.ItemRevisedPrompt),
        (ResponseContainer.DataItem, "size"u8.ToArray(), ResponseProperty.ItemSize),
        (ResponseContainer.DataItem, "error"u8.ToArray(), ResponseProperty.Error),
        (ResponseContainer.ItemError, "message"u8.ToArray(), ResponseProperty.ErrorMessage),
        (ResponseContainer.ItemError, "code"u8.ToArray(), ResponseProperty.ErrorCode),
        (ResponseContainer.ItemError, "type"u8.ToArray(), ResponseProperty.ErrorType),
        (ResponseContainer.Error, "message"u8.ToArray(), ResponseProperty.ErrorMessage),
        (ResponseContainer.Error, "code"u8.ToArray(), ResponseProperty.ErrorCode),
        (ResponseContainer.Error, "type"u8.ToArray(), ResponseProperty.ErrorType),
        (ResponseContainer.Error, "param"u8.ToArray(), ResponseProperty.ErrorParam),
        (ResponseContainer.Usage, "input_tokens"u8.ToArray(), ResponseProperty.InputTokens),
        (ResponseContainer.Usage, "output_tokens"u8.ToArray(), ResponseProperty.OutputTokens),
        (ResponseContainer.Usage, "total_tokens"u8.ToArray(), ResponseProperty.TotalTokens),
        (ResponseContainer.Usage, "prompt_tokens"u8.ToArray(), ResponseProperty.PromptTokens),
        (ResponseContainer.Usage, "completion_tokens"u8.ToArray(), ResponseProperty.CompletionTokens),
    ];

    /// <summary>Returns the known property at the reader's position.</summary>
    public static ResponseProperty Match(ref Utf8JsonReader reader, ResponseContainer container)
    {
        if (reader.CurrentDepth != GetPropertyDepth(container))
        {
            return ResponseProperty.None;
        }

        try
        {
            foreach ((ResponseContainer owner, byte[] name, ResponseProperty property) in s_known)
            {
                if (owner == container && reader.ValueTextEquals(name))
                {
                    return property;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // A name with a lone surrogate is valid JSON, and isn't known.
        }

        return ResponseProperty.None;
    }

    /// <summary>Returns the container that a property of the root opens.</summary>
    public static ResponseContainer GetContainer(ResponseProperty property, bool isArray) => property switch
    {
        ResponseProperty.Data when isArray => ResponseContainer.Data,
        ResponseProperty.Usage when !isArray => ResponseContainer.Usage,
        ResponseProperty.Error when !isArray => ResponseContainer.Error,
        _ => ResponseContainer.Other,
    };

    static int GetPropertyDepth(ResponseContainer container) => container switch
    {
        ResponseContainer.Root => 1,
        ResponseContainer.Usage or ResponseContainer.Error => 2,
        ResponseContainer.DataItem => 3,
        ResponseContainer.ItemError => 4,
        ResponseContainer.Data or ResponseContainer.Other => -1,
    };
}
