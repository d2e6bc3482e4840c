using System.Net.Sockets;

namespace CometImages.Transport;

/// <summary>
/// While the service generates an image, the connection is idle for minutes. Keep-alive probes detect a dead peer and keep the entry in a
/// NAT table.
/// </summary>
static class TcpKeepAlive
{
    static readonly (SocketOptionLevel Level, SocketOptionName Name, int Value)[] s_options =
    [
        (SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 1),
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30),
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10),
        (SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4),
    ];

    /// <summary>Sets each option that the platform supports.</summary>
    public static void Enable(Socket socket)
    {
        foreach ((SocketOptionLevel level, SocketOptionName name, int value) in s_options)
        {
            try
            {
                socket.SetSocketOption(level, name, value);
            }
            catch (SocketException)
            {
                // Windows Server 2016 rejects TcpKeepAliveRetryCount, and Wine also rejects the times.
            }
        }
    }
}
