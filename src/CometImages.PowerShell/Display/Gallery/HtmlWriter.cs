using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using CometImages.Images;
using CometImages.Storage;

namespace CometImages.PowerShell.Display.Gallery;

/// <summary>Writes HTML to a file. Every value of an interpolated string is encoded, so that no text of a user is markup.</summary>
sealed class HtmlWriter(PartialFile file) : IFormatProvider, ICustomFormatter
{
    // A multiple of three, so that only the last block of a file ends with padding.
    const int BlockLength = 48 * 1024;

    readonly StringBuilder _text = new();
    readonly byte[] _block = new byte[BlockLength];
    readonly byte[] _base64 = new byte[Base64.GetMaxEncodedToUtf8Length(BlockLength)];

    /// <summary>Gets the number of bytes in the file.</summary>
    public long Length { get; private set; }

    /// <summary>Writes markup whose values are encoded.</summary>
    public void Write(FormattableString markup) => _text.AppendFormat(this, markup.Format, markup.GetArguments());

    /// <summary>Writes markup of this module as it is.</summary>
    public void WriteRaw(string markup) => _text.Append(markup);

    /// <summary>Writes the base64 of a file, which is read in blocks.</summary>
    public void WriteBase64(Stream source)
    {
        Flush();
        int length;
        do
        {
            length = new ImageHeaderReader(source).ReadUpTo(_block).Length;
            Base64.EncodeToUtf8(_block.AsSpan(0, length), _base64, out _, out int written);
            WriteBytes(_base64.AsSpan(0, written));
        }
        while (length == BlockLength);
    }

    /// <summary>Writes a part of another file.</summary>
    public void WriteRange(PartialFile source, long start, long end)
    {
        Flush();
        Length += source.Read(stream =>
        {
            stream.Position = start;
            file.CopyFrom(stream, end - start);
            return end - start;
        });
    }

    /// <summary>Writes the text to the file.</summary>
    public void Flush()
    {
        WriteBytes(Encoding.UTF8.GetBytes(_text.ToString()));
        _text.Clear();
    }

    object? IFormatProvider.GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    string ICustomFormatter.Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        WebUtility.HtmlEncode(Convert.ToString(arg, CultureInfo.InvariantCulture)) ?? string.Empty;

    void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        Length += bytes.Length;
    }
}
