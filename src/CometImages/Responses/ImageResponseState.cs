using System.Text.Json;
using CometImages.Errors;
using CometImages.Text;

namespace CometImages.Responses;

/// <summary>
/// What is kept of an images answer. It is told each JSON token as it streams by, keeps the few that it knows, and says when the next
/// value is a picture's.
/// </summary>
sealed class ImageResponseState
{
    const int MaxImageCount = 256;

    readonly List<ImageResponseItem> _items = [];
    readonly Dictionary<string, string> _texts = [];
    readonly Dictionary<string, long> _numbers = [];
    string? _member;
    string? _container;
    bool _hasData;

    // One bit a nesting level, 1 for an array; a reader's depth is at most 64.
    ulong _arrays;

    public IReadOnlyList<ImageResponseItem> Items => _items;

    public string? Text(string member) => _texts.TryGetValue(member, out string? text) ? text : null;

    public long? Number(string member) => _numbers.TryGetValue(member, out long number) ? number : null;

    /// <summary>Whether a picture or its URL came.</summary>
    public bool HasImages => _items.Any(picture => picture.File is not null || picture.Url is not null);

    /// <summary>Why the first picture that did not come did not.</summary>
    public CometApiException? FirstItemError => _items.Select(picture => picture.Error).FirstOrDefault(error => error is not null);

    /// <summary>The error that some services send in place of pictures, with a status of success.</summary>
    public ApiErrorBody? Error => (Text(ResponsePropertyNames.ErrorMessage) ?? Text(ResponsePropertyNames.Error)) is { } message
        ? new ApiErrorBody(message, Text(ResponsePropertyNames.ErrorCode), Text(ResponsePropertyNames.ErrorType), Text(ResponsePropertyNames.ErrorParam), IsHtml: false)
        : null;

    /// <summary>Whether the innermost open container is an array.</summary>
    public bool InArray => (_arrays & 1) == 1;

    /// <summary>Takes the token that the reader stands on.</summary>
    /// <returns>Whether the value that follows is a picture.</returns>
    /// <exception cref="CometApiException">The answer contradicts itself.</exception>
    public bool ProcessToken(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _member = ResponsePropertyNames.Match(ref reader, _container);
                return _member == ResponsePropertyNames.Base64 && BeginBase64Value();

            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Open(ref reader);
                break;

            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _arrays >>= 1;
                if (reader.CurrentDepth == 1)
                {
                    _container = ResponsePropertyNames.Root;
                }
                else if (reader.CurrentDepth == 2 && _container == ResponsePropertyNames.DataItem)
                {
                    _container = ResponsePropertyNames.Data;
                }

                break;

            default:
                StoreValue(ref reader);
                break;
        }

        return false;
    }

    /// <summary>A string went by in pieces: a picture, or one too long to keep.</summary>
    public void SkipValue() => _member = null;

    void Open(ref Utf8JsonReader reader)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        _arrays = (_arrays << 1) | (isArray ? 1UL : 0UL);
        if (reader.CurrentDepth == 0)
        {
            _container = isArray ? null : ResponsePropertyNames.Root;
        }
        else if (reader.CurrentDepth == 1 && _container == ResponsePropertyNames.Root)
        {
            _container = ResponsePropertyNames.Container(_member, isArray);
            if (_container == ResponsePropertyNames.Data && _hasData)
            {
                throw new CometApiException(CometErrorKind.InvalidResponse, "The answer has two lists of pictures.");
            }

            _hasData |= _container == ResponsePropertyNames.Data;
        }
        else if (reader.CurrentDepth == 2 && _container == ResponsePropertyNames.Data && !isArray)
        {
            if (_items.Count == MaxImageCount)
            {
                throw new CometApiException(CometErrorKind.InvalidResponse, $"The answer lists more than {MaxImageCount} pictures.");
            }

            _items.Add(new ImageResponseItem());
            _container = ResponsePropertyNames.DataItem;
        }

        _member = null;
    }

    bool BeginBase64Value()
    {
        ImageResponseItem picture = _items[_items.Count - 1];
        if (picture.HasBase64)
        {
            throw new CometApiException(CometErrorKind.InvalidResponse, "One picture of the answer has two b64_json values.");
        }

        picture.HasBase64 = true;
        return true;
    }

    void StoreValue(ref Utf8JsonReader reader)
    {
        string? member = _member;
        _member = null;
        if (member is null)
        {
            return;
        }

        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out long number))
            {
                _numbers[member] = number;
            }
        }
        else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
        {
            string? text = LenientJsonString.Read(ref reader);
            if (_container == ResponsePropertyNames.DataItem)
            {
                _items[_items.Count - 1].SetProperty(member, text);
            }
            else if (text is not null)
            {
                _texts[member] = text;
            }
            else
            {
                _texts.Remove(member);
            }
        }
    }
}
