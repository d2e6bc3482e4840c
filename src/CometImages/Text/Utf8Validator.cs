using System.Buffers;
using System.Text;

namespace CometImages.Text;

/// <summary>Checks that text is valid UTF-8 while it arrives in segments.</summary>
sealed class Utf8Validator : IDisposable
{
    static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly Decoder _decoder = s_strict.GetDecoder();
    readonly char[] _chars = ArrayPool<char>.Shared.Rent(1024);

    /// <exception cref="CometApiException">The text isn't valid UTF-8.</exception>
    public void Append(byte[] bytes, int start, int count)
    {
        try
        {
            while (count > 0)
            {
                _decoder.Convert(bytes, start, count, _chars, 0, _chars.Length, flush: false, out int used, out _, out _);
                start += used;
                count -= used;
            }
        }
        catch (DecoderFallbackException e)
        {
            throw new CometApiException(CometErrorKind.InvalidResponse, "A string of the response isn't valid UTF-8.", innerException: e)
            {
                MayHaveBeenCharged = true,
            };
        }
    }

    public void Dispose() => ArrayPool<char>.Shared.Return(_chars);
}
