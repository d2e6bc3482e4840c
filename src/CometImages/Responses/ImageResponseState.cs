using System.Text.Json;
using CometImages.Errors;
using CometImages.Images;
using CometImages.Text;

namespace CometImages.Responses;

/// <summary>
/// What is kept of an image response. It processes each JSON token as it arrives, keeps the values of known properties, and reports
/// when the next value is an image.
/// </summary>
sealed class ImageResponseState
{
    const int MaxImageCount = 256;

    readonly List<ImageResponseItem> _items = [];
    readonly Dictionary<ResponseProperty, string> _texts = [];
    readonly Dictionary<ResponseProperty, long> _numbers = [];
    ResponseProperty _property;
    ResponseContainer _container;
    bool _hasData;

    // One bit for each nesting level, 1 for an array. The maximum depth of the JSON reader is 64.
    ulong _arrays;

    public IReadOnlyList<ImageResponseItem> Items => _items;

    /// <summary>Whether an image or its URL was received.</summary>
    public bool HasImages => _items.Any(item => item.IsReceived);

    /// <summary>The error of the first image that could not be read, or null.</summary>
    public CometApiException? FirstItemError => _items.Select(item => item.Error).FirstOrDefault(error => error is not null);

    /// <summary>The error that some services send in place of images, with a status code that indicates success.</summary>
    public ApiErrorBody? Error => (GetText(ResponseProperty.ErrorMessage) ?? GetText(ResponseProperty.Error)) is { } message
        ? new ApiErrorBody(
            message, GetText(ResponseProperty.ErrorCode), GetText(ResponseProperty.ErrorType), GetText(ResponseProperty.ErrorParam))
        : null;

    /// <summary>The usage in either of its shapes. A zero doesn't replace a number of the other shape, or the sum of the others.</summary>
    public ImageUsage Usage
    {
        get
        {
            long? input = GetTokens(ResponseProperty.InputTokens, ResponseProperty.PromptTokens);
            long? output = GetTokens(ResponseProperty.OutputTokens, ResponseProperty.CompletionTokens);
            long? total = GetNumber(ResponseProperty.TotalTokens);
            return new ImageUsage(input, output, total == 0 ? input.GetValueOrDefault() + output.GetValueOrDefault() : total);
        }
    }

    /// <summary>Whether the innermost open container is an array.</summary>
    public bool InArray => (_arrays & 1) == 1;

    public string? GetText(ResponseProperty property) => _texts.TryGetValue(property, out string? text) ? text : null;

    public long? GetNumber(ResponseProperty property) => _numbers.TryGetValue(property, out long number) ? number : null;

    /// <summary>Processes the token at the reader's position.</summary>
    /// <returns>Whether the next value is an image.</returns>
    /// <exception cref="CometApiException">The response is contradictory.</exception>
    public bool ProcessToken(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _property = ResponsePropertyNames.Match(ref reader, _container);
                return _property == ResponseProperty.ItemBase64 && StartBase64Value();

            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                OpenContainer(ref reader);
                break;

            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _arrays >>= 1;
                if (reader.CurrentDepth == 1)
                {
                    _container = ResponseContainer.Root;
                }
                else if (reader.CurrentDepth == 2 && _container == ResponseContainer.DataItem)
                {
                    _container = ResponseContainer.Data;
                }
                else if (reader.CurrentDepth == 3 && _container == ResponseContainer.ItemError)
                {
                    _container = ResponseContainer.DataItem;
                }

                break;

            default:
                StoreValue(ref reader);
                break;
        }

        return false;
    }

    /// <summary>Skips a string that was read in segments: an image, or a text that is too long to keep.</summary>
    public void SkipValue() => _property = ResponseProperty.None;

    long? GetTokens(ResponseProperty property, ResponseProperty alternative) =>
        GetNumber(property) is { } number and not 0 ? number : GetNumber(alternative) ?? GetNumber(property);

    void OpenContainer(ref Utf8JsonReader reader)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        _arrays = (_arrays << 1) | (isArray ? 1UL : 0UL);
        if (reader.CurrentDepth == 0)
        {
            _container = isArray ? ResponseContainer.Other : ResponseContainer.Root;
        }
        else if (reader.CurrentDepth == 1 && _container == ResponseContainer.Root)
        {
            _container = ResponsePropertyNames.GetContainer(_property, isArray);
            if (_container == ResponseContainer.Data && _hasData)
            {
                throw new CometApiException(CometErrorKind.InvalidResponse, "The response contains two lists of images.");
            }

            _hasData |= _container == ResponseContainer.Data;
        }
        else if (reader.CurrentDepth == 2 && _container == ResponseContainer.Data && !isArray)
        {
            if (_items.Count == MaxImageCount)
            {
                throw new CometApiException(
                    CometErrorKind.InvalidResponse, FormattableString.Invariant($"The response contains more than {MaxImageCount} images."));
            }

            _items.Add(new ImageResponseItem());
            _container = ResponseContainer.DataItem;
        }
        else if (reader.CurrentDepth == 3 && _property == ResponseProperty.Error && !isArray)
        {
            _container = ResponseContainer.ItemError;
        }

        _property = ResponseProperty.None;
    }

    bool StartBase64Value()
    {
        ImageResponseItem item = _items[_items.Count - 1];
        if (item.HasBase64)
        {
            throw new CometApiException(CometErrorKind.InvalidResponse, "An image of the response has two b64_json values.");
        }

        item.HasBase64 = true;
        return true;
    }

    void StoreValue(ref Utf8JsonReader reader)
    {
        ResponseProperty property = _property;
        _property = ResponseProperty.None;
        if (property == ResponseProperty.None)
        {
            return;
        }

        bool isItem = _container is ResponseContainer.DataItem or ResponseContainer.ItemError;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (!isItem && reader.TryGetInt64(out long number))
            {
                _numbers[property] = number;
            }
        }
        else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
        {
            string? text = LenientJsonString.Read(ref reader);
            if (isItem)
            {
                _items[_items.Count - 1].SetProperty(property, text);
            }
            else if (text is not null)
            {
                _texts[property] = text;
            }
            else
            {
                _texts.Remove(property);
            }
        }
    }
}
