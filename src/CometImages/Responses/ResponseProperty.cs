namespace CometImages.Responses;

/// <summary>The properties of a response that are kept. All others are skipped.</summary>
enum ResponseProperty
{
    None,
    Data,
    Usage,
    Error,
    Created,
    Model,
    Size,
    Quality,
    Background,
    OutputFormat,
    ItemBase64,
    ItemUrl,
    ItemRevisedPrompt,
    ItemSize,
    ErrorMessage,
    ErrorCode,
    ErrorType,
    ErrorParam,
    InputTokens,
    OutputTokens,
    TotalTokens,
    PromptTokens,
    CompletionTokens,
}
