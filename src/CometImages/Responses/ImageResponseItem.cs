using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>One element of an answer's <c>data</c>.</summary>
sealed class ImageResponseItem
{
    /// <summary>Whether a <c>b64_json</c> member was seen.</summary>
    public bool HasBase64 { get; set; }

    /// <summary>The picture's file, once it is whole.</summary>
    public ImageFileWriter? File { get; set; }

    /// <summary>Why there is no file although there were bytes.</summary>
    public CometApiException? Error { get; set; }

    public string? Url { get; private set; }

    public string? RevisedPrompt { get; private set; }

    public string? Size { get; private set; }

    public void SetProperty(string member, string? text)
    {
        string? value = string.IsNullOrEmpty(text) ? null : text;
        switch (member)
        {
            case ResponsePropertyNames.Url:
                Url = value;
                break;
            case ResponsePropertyNames.RevisedPrompt:
                RevisedPrompt = value;
                break;
            case ResponsePropertyNames.DataItemSize:
                Size = value;
                break;
        }
    }
}
