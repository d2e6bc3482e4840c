using System.Net.Sockets;
using CometImages.Tests.Shared;
using CometImages.Transport;
using Xunit;

namespace CometImages.Tests.Transport;

public sealed class TcpKeepAliveTests
{
    [Fact]
    public void Options_that_the_socket_does_not_support_are_ignored()
    {
        Assert.SkipWhen(Wine.IsPresent, "Wine 8 has no Unix sockets.");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Assert.Throws<SocketException>(() => socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30));
        TcpKeepAlive.Enable(socket);
        Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
    }
}
