namespace CometImages.Responses;

/// <summary>The JSON objects and arrays of a response whose properties are kept.</summary>
enum ResponseContainer
{
    Other,
    Root,
    Data,
    DataItem,
    ItemError,
    Usage,
    Error,
}
