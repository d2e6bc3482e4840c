using System.Buffers;
using System.Buffers.Text;
using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>
/// Decodes base64 that arrives in pieces straight into a picture's file. The last four characters seen are held back, since only
/// they may be padded; everything before goes through the platform's vectorised decoder in one piece.
/// </summary>
sealed class Base64StreamDecoder : IDisposable
{
    const int Quantum = 4;

    readonly byte[] _pending = new byte[Quantum];
    byte[] _decoded = [];
    int _pendingCount;

    /// <summary>What was seen and not yet decoded.</summary>
    public ReadOnlySpan<byte> Pending => _pending.AsSpan(0, _pendingCount);

    /// <summary>Begins a new value.</summary>
    public void Reset() => _pendingCount = 0;

    /// <summary>Decodes a run without white space and escapes.</summary>
    /// <returns>False when a character is illegal here.</returns>
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

    /// <summary>Decodes the value's last four characters, padding and all. Stray bits before the padding are ignored.</summary>
    /// <returns>False when the value does not end as base64 does.</returns>
    public bool TryComplete(ImageFileWriter file)
    {
        if (_pendingCount == 0)
        {
            return true;
        }

        if (_pendingCount != Quantum)
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

    // Some platforms skip white space here, some accept padding, and .NET Framework's wants more data after a whole block: counting what
    // went in and came out finds it all.
    static bool TryDecode(ReadOnlySpan<byte> quanta, Span<byte> decoded)
    {
        Base64.DecodeFromUtf8(quanta, decoded, out int consumed, out int written, isFinalBlock: false);
        return consumed == quanta.Length && written == quanta.Length / Quantum * 3;
    }
}
