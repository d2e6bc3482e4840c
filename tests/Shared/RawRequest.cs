using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CometImages.Tests.Shared;

/// <summary>The current request of one connection to a <see cref="RawServer"/>.</summary>
/// <param name="connection">The connection.</param>
/// <param name="keepsBodies">Whether bodies that are longer than a block are kept.</param>
sealed class RawRequest(Socket connection, bool keepsBodies)
{
    byte[] _buffer = new byte[64 * 1024];
    int _bodyLength;

    /// <summary>The request line and the headers, with the empty line after them.</summary>
    public string Head { get; private set; } = "";

    /// <summary>The second part of the request line, as the client spelled it.</summary>
    public string Target => Head.Split(' ')[1];

    public ReadOnlySpan<byte> Body => _buffer.AsSpan(Head.Length, _bodyLength);

    /// <summary>Waits for the next request.</summary>
    /// <returns>False when the client closed the connection.</returns>
    public bool TryReceive()
    {
        int length = 0;
        do
        {
            int count = connection.Receive(_buffer, length, _buffer.Length - length, SocketFlags.None);
            if (count == 0)
            {
                return false;
            }

            length += count;
        }
        while (!IsComplete(length));
        return true;
    }

    public void Send(byte[] bytes) => Send(bytes, bytes.Length);

    public void Send(byte[] bytes, int count)
    {
        for (int sent = 0; sent < count;)
        {
            sent += connection.Send(bytes, sent, count - sent, SocketFlags.None);
        }
    }

    /// <summary>Ends the response and the connection.</summary>
    public void Close() => connection.Shutdown(SocketShutdown.Send);

    bool IsComplete(int length)
    {
        int end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        const string ContentLength = "\r\nContent-Length:";
        Head = Encoding.ASCII.GetString(_buffer, 0, end + 4);
        int start = Head.IndexOf(ContentLength, StringComparison.OrdinalIgnoreCase);
        _bodyLength = start < 0 ? 0 : int.Parse(Head[(start + ContentLength.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
        if (length == Head.Length && _bodyLength > 0 && Head.Contains("100-continue"))
        {
            connection.Send(Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n"));
        }

        if (_buffer.Length >= Head.Length + _bodyLength)
        {
            return length == Head.Length + _bodyLength;
        }

        if (!keepsBodies)
        {
            DiscardBody(length - Head.Length);
            return true;
        }

        Array.Resize(ref _buffer, Head.Length + _bodyLength);
        return false;
    }

    void DiscardBody(int received)
    {
        while (received < _bodyLength)
        {
            int count = connection.Receive(_buffer, Math.Min(_buffer.Length, _bodyLength - received), SocketFlags.None);
            received += count > 0 ? count : throw new SocketException((int)SocketError.ConnectionReset);
        }

        _bodyLength = 0;
    }
}
