using System.Buffers;
using System.Buffers.Text;
using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>
/// Decodes base64 that arrives in segments into an image's file. The last four characters are held back, because only they may contain
/// padding. The platform's vectorized decoder decodes everything before them. The URL-safe alphabet, whose padding is optional, is accepted
/// as well.
/// </summary>
sealed class Base64StreamDecoder : IDisposable
{
    const int Quantum = 4;

    readonly byte[] _pending = new byte[Quantum];
    byte[] _decoded = [];
    int _pendingCount;
    bool _isUrlSafe;

    /// <summary>The characters that were received and not decoded.</summary>
    public ReadOnlySpan<byte> Pending => _pending.AsSpan(0, _pendingCount);

    /// <summary>Whether the value has no characters so far.</summary>
    public bool IsEmpty => _pendingCount == 0;

    /// <summary>Starts a new value.</summary>
    public void Reset()
    {
        _pendingCount = 0;
        _isUrlSafe = false;
    }

    /// <summary>Decodes characters without white space and escapes.</summary>
    /// <returns>False if a character isn't valid.</returns>
    public bool TryWrite(ReadOnlySpan<byte> run, ImageFileWriter file)
    {
        int total = _pendingCount + run.Length;
        if (total <= Quantum)
        {
            run.CopyTo(_pending.AsSpan(_pendingCount));
            _pendingCount = total;
            return true;
        }

        if (_decoded.Length < (total / Quantum * 3) + 3)
        {
            Dispose();
            _decoded = ArrayPool<byte>.Shared.Rent((total / Quantum * 3) + 3);
        }

        int length = 0;
        if (_pendingCount > 0)
        {
            int missing = Quantum - _pendingCount;
            run.Slice(0, missing).CopyTo(_pending.AsSpan(_pendingCount));
            run = run.Slice(missing);
            if (!TryDecode(_pending, _decoded))
            {
                return false;
            }

            length = 3;
        }

        int hold = run.Length % Quantum == 0 ? Math.Min(Quantum, run.Length) : run.Length % Quantum;
        if (!TryDecode(run.Slice(0, run.Length - hold), _decoded.AsSpan(length)))
        {
            return false;
        }

        length += (run.Length - hold) / Quantum * 3;
        run.Slice(run.Length - hold).CopyTo(_pending);
        _pendingCount = hold;
        file.Write(_decoded.AsSpan(0, length));
        return true;
    }

    /// <summary>Decodes the last four characters, including padding. Stray bits before the padding are ignored.</summary>
    /// <returns>False if the value isn't valid base64.</returns>
    public bool TryComplete(ImageFileWriter file)
    {
        if (_pendingCount == 0)
        {
            return true;
        }

        if (_isUrlSafe || HasUrlSafe(Pending))
        {
            _pending.AsSpan(_pendingCount).Fill((byte)'=');
        }
        else if (_pendingCount != Quantum)
        {
            return false;
        }

        int padding = _pending[3] != '=' ? 0 : _pending[2] != '=' ? 1 : 2;
        Span<byte> unpadded = stackalloc byte[Quantum];
        _pending.CopyTo(unpadded);
        unpadded.Slice(Quantum - padding).Fill((byte)'A');
        Span<byte> last = stackalloc byte[3];
        if (!TryDecode(unpadded, last))
        {
            return false;
        }

        file.Write(last.Slice(0, 3 - padding));
        return true;
    }

    public void Dispose()
    {
        if (_decoded.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_decoded);
            _decoded = [];
        }
    }

    static bool HasUrlSafe(ReadOnlySpan<byte> characters) => characters.IndexOfAny((byte)'-', (byte)'_') >= 0;

    static bool TryDecodeStandard(ReadOnlySpan<byte> quanta, Span<byte> decoded)
    {
        // Some platforms skip white space here and some accept padding, and .NET Framework's decoder reports that it needs more data after
        // a complete block. The counts of consumed and written bytes cover all of these.
        Base64.DecodeFromUtf8(quanta, decoded, out int consumed, out int written, isFinalBlock: false);
        return consumed == quanta.Length && written == quanta.Length / Quantum * 3;
    }

    bool TryDecode(ReadOnlySpan<byte> quanta, Span<byte> decoded) =>
        TryDecodeStandard(quanta, decoded) || (HasUrlSafe(quanta) && TryDecodeUrlSafe(quanta, decoded));

    bool TryDecodeUrlSafe(ReadOnlySpan<byte> quanta, Span<byte> decoded)
    {
        byte[] standard = ArrayPool<byte>.Shared.Rent(quanta.Length);
        try
        {
            for (int i = 0; i < quanta.Length; i++)
            {
                standard[i] = quanta[i] switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', byte other => other };
            }

            _isUrlSafe = true;
            return TryDecodeStandard(standard.AsSpan(0, quanta.Length), decoded);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(standard);
        }
    }
}
