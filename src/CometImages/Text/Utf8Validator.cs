using System.Buffers;
using System.Text;

namespace CometImages.Text;

/// <summary>Validates that text that's received in segments is UTF-8.</summary>
sealed class Utf8Validator : IDisposable
{
    static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly Decoder _decoder = s_strict.GetDecoder();
    readonly char[] _chars = ArrayPool<char>.Shared.Rent(1024);

    /// <summary>Validates the next segment, which can begin or end within a character.</summary>
    public bool TryAppend(byte[] bytes, int start, int count)
    {
        try
        {
            while (count > 0)
            {
                _decoder.Convert(bytes, start, count, _chars, 0, _chars.Length, flush: false, out int used, out _, out _);
                start += used;
                count -= used;
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    public void Dispose() => ArrayPool<char>.Shared.Return(_chars);
}
