using System.Text.Json;
using CometImages.Errors;

namespace CometImages.Generation;

/// <summary>
/// What is kept of an images answer. It is told each JSON token as it streams by, keeps the few that it knows, and says when the next
/// value is a picture's.
/// </summary>
sealed class AnswerDocument
{
    const int MostPictures = 256;

    readonly List<AnsweredPicture> _pictures = [];
    readonly Dictionary<string, string> _texts = [];
    readonly Dictionary<string, long> _numbers = [];
    string? _member;
    string? _container;
    bool _hasData;

    // One bit a nesting level, 1 for an array; a reader's depth is at most 64.
    ulong _arrays;

    public IReadOnlyList<AnsweredPicture> Pictures => _pictures;

    public string? Text(string member) => _texts.TryGetValue(member, out string? text) ? text : null;

    public long? Number(string member) => _numbers.TryGetValue(member, out long number) ? number : null;

    /// <summary>Whether a picture or its URL came.</summary>
    public bool HasPictures => _pictures.Any(picture => picture.File is not null || picture.Url is not null);

    /// <summary>Why the first picture that did not come did not.</summary>
    public CometApiException? PictureError => _pictures.Select(picture => picture.Error).FirstOrDefault(error => error is not null);

    /// <summary>The error that some services send in place of pictures, with a status of success.</summary>
    public ErrorDetails? Error => (Text(AnswerMember.ErrorMessage) ?? Text(AnswerMember.Error)) is { } message
        ? new ErrorDetails(message, Text(AnswerMember.ErrorCode), Text(AnswerMember.ErrorType), Text(AnswerMember.ErrorParam), IsPage: false)
        : null;

    /// <summary>Whether the innermost open container is an array.</summary>
    public bool InArray => (_arrays & 1) == 1;

    /// <summary>Takes the token that the reader stands on.</summary>
    /// <returns>Whether the value that follows is a picture.</returns>
    /// <exception cref="CometApiException">The answer contradicts itself.</exception>
    public bool Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _member = AnswerMember.Known(ref reader, _container);
                return _member == AnswerMember.Picture && BeginPicture();

            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Open(ref reader);
                break;

            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _arrays >>= 1;
                if (reader.CurrentDepth == 1)
                {
                    _container = AnswerMember.Root;
                }
                else if (reader.CurrentDepth == 2 && _container == AnswerMember.Element)
                {
                    _container = AnswerMember.Data;
                }

                break;

            default:
                Keep(ref reader);
                break;
        }

        return false;
    }

    /// <summary>A string went by in pieces: a picture, or one too long to keep.</summary>
    public void TakeStandIn() => _member = null;

    void Open(ref Utf8JsonReader reader)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        _arrays = (_arrays << 1) | (isArray ? 1UL : 0UL);
        if (reader.CurrentDepth == 0)
        {
            _container = isArray ? null : AnswerMember.Root;
        }
        else if (reader.CurrentDepth == 1 && _container == AnswerMember.Root)
        {
            _container = AnswerMember.Container(_member, isArray);
            if (_container == AnswerMember.Data && _hasData)
            {
                throw new CometApiException(CometErrorKind.BrokenAnswer, "The answer has two lists of pictures.");
            }

            _hasData |= _container == AnswerMember.Data;
        }
        else if (reader.CurrentDepth == 2 && _container == AnswerMember.Data && !isArray)
        {
            if (_pictures.Count == MostPictures)
            {
                throw new CometApiException(CometErrorKind.BrokenAnswer, $"The answer lists more than {MostPictures} pictures.");
            }

            _pictures.Add(new AnsweredPicture());
            _container = AnswerMember.Element;
        }

        _member = null;
    }

    bool BeginPicture()
    {
        AnsweredPicture picture = _pictures[_pictures.Count - 1];
        if (picture.HasBytes)
        {
            throw new CometApiException(CometErrorKind.BrokenAnswer, "One picture of the answer has two b64_json values.");
        }

        picture.HasBytes = true;
        return true;
    }

    void Keep(ref Utf8JsonReader reader)
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
            string? text = LenientText.Of(ref reader);
            if (_container == AnswerMember.Element)
            {
                _pictures[_pictures.Count - 1].Keep(member, text);
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
