using CometImages.Errors;
using CometImages.Storage;
using CometImages.Transport;

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

    /// <summary>The absolute HTTP or HTTPS URL of the image, or null.</summary>
    public string? Url { get; private set; }

    /// <summary>A value of <c>url</c> that isn't such a URL, or null.</summary>
    public string? InvalidUrl { get; private set; }

    /// <summary>The service's own error in place of the image, or null.</summary>
    public ApiErrorBody? ServiceError { get; private set; }

    public string? RevisedPrompt { get; private set; }

    public string? Size { get; private set; }

    /// <summary>Whether the image or its URL was received.</summary>
    public bool IsReceived => File is not null || Url is not null;

    public void SetProperty(ResponseProperty property, string? text)
    {
        string? value = string.IsNullOrWhiteSpace(text) ? null : text;
        switch (property)
        {
            case ResponseProperty.ItemUrl:
                bool isValid = VerbatimUri.IsValid(value);
                Url = isValid ? value : null;
                InvalidUrl = isValid ? null : value;
                break;
            case ResponseProperty.ItemRevisedPrompt:
                RevisedPrompt = value;
                break;
            case ResponseProperty.ItemSize:
                Size = value;
                break;
            case ResponseProperty.Error or ResponseProperty.ErrorMessage when value is not null:
                ServiceError = (ServiceError ?? ApiErrorBody.Empty) with { Message = value };
                break;
            case ResponseProperty.ErrorCode when value is not null:
                ServiceError = (ServiceError ?? ApiErrorBody.Empty) with { Code = value };
                break;
            case ResponseProperty.ErrorType when value is not null:
                ServiceError = (ServiceError ?? ApiErrorBody.Empty) with { Type = value };
                break;
        }
    }
}
