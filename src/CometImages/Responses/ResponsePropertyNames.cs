using System.Text.Json;

namespace CometImages.Responses;

/// <summary>The members of an answer that are kept, each by its container and name. Every other one streams by.</summary>
static class ResponsePropertyNames
{
    public const string Root = "";
    public const string Data = "data";
    public const string DataItem = "data[]";
    public const string Usage = "usage";
    public const string Error = "error";

    public const string Base64 = "data[].b64_json";
    public const string Url = "data[].url";
    public const string RevisedPrompt = "data[].revised_prompt";
    public const string DataItemSize = "data[].size";

    public const string Created = "created";
    public const string Model = "model";
    public const string Size = "size";
    public const string Quality = "quality";
    public const string Background = "background";
    public const string OutputFormat = "output_format";
    public const string ErrorMessage = "error.message";
    public const string ErrorCode = "error.code";
    public const string ErrorType = "error.type";
    public const string ErrorParam = "error.param";
    public const string InputTokens = "usage.input_tokens";
    public const string OutputTokens = "usage.output_tokens";
    public const string TotalTokens = "usage.total_tokens";
    public const string PromptTokens = "usage.prompt_tokens";
    public const string CompletionTokens = "usage.completion_tokens";

    static readonly Dictionary<string, KeyValuePair<byte[], string>[]> s_known = new[]
        {
            Data, Usage, Error, Created, Model, Size, Quality, Background, OutputFormat,
            Base64, Url, RevisedPrompt, DataItemSize,
            ErrorMessage, ErrorCode, ErrorType, ErrorParam,
            InputTokens, OutputTokens, TotalTokens, PromptTokens, CompletionTokens,
        }
        .GroupBy(path => path.LastIndexOf('.') is int dot and > 0 ? path.Substring(0, dot) : Root)
        .ToDictionary(
            container => container.Key,
            container => container.Select(path => new KeyValuePair<byte[], string>(System.Text.Encoding.UTF8.GetBytes(path.Substring(path.LastIndexOf('.') + 1)), path)).ToArray());

    /// <summary>The known member that the reader stands on, or null.</summary>
    public static string? Match(ref Utf8JsonReader reader, string? container)
    {
        int depth = container switch { null => -1, Root => 1, DataItem => 3, _ => 2 };
        if (reader.CurrentDepth == depth && s_known.TryGetValue(container!, out KeyValuePair<byte[], string>[]? members))
        {
            try
            {
                foreach (KeyValuePair<byte[], string> member in members)
                {
                    if (reader.ValueTextEquals(member.Key))
                    {
                        return member.Value;
                    }
                }
            }
            catch (InvalidOperationException)
            {
                // A name with half of a surrogate pair is legal, and none of ours.
            }
        }

        return null;
    }

    /// <summary>The container that a member of the root opens, or null when what is in it does not matter.</summary>
    public static string? Container(string? member, bool isArray) => member switch
    {
        Data when isArray => Data,
        Usage or Error when !isArray => member,
        _ => null,
    };
}
