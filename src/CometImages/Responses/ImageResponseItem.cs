using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>An element of the response's <c>data</c>.</summary>
sealed class ImageResponseItem
{
    /// <summary>Whether the element has a <c>b64_json</c> property.</summary>
    public bool HasBase64 { get; set; }

    /// <summary>The image's file, after it was received completely.</summary>
    public ImageFileWriter? File { get; set; }

    /// <summary>The error because of which the image has no file, or null.</summary>
    public CometApiException? Error { get; set; }

    public string? Url { get; private set; }

    public string? RevisedPrompt { get; private set; }

    public string? Size { get; private set; }

    /// <summary>Whether the image or its URL was received.</summary>
    public bool IsReceived => File is not null || Url is not null;

    public void SetProperty(ResponseProperty property, string? text)
    {
        string? value = string.IsNullOrEmpty(text) ? null : text;
        switch (property)
        {
            case ResponseProperty.ItemUrl:
                Url = value;
                break;
            case ResponseProperty.ItemRevisedPrompt:
                RevisedPrompt = value;
                break;
            case ResponseProperty.ItemSize:
                Size = value;
                break;
        }
    }
}
