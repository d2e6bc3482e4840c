using System.Net.Sockets;

namespace CometImages.Tests;

/// <summary>What these tests use of newer platforms and Polyfill lacks.</summary>
static class NewerMembers
{
    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => DateTimeOffset.FromUnixTimeSeconds(0);
    }

    extension(string text)
    {
        public string Replace(string old, string replacement, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new NotSupportedException();
    }

    extension(TcpListener listener)
    {
        // It ends when the listener is stopped.
        public Task<TcpClient> AcceptTcpClientAsync(CancellationToken cancellationToken) => listener.AcceptTcpClientAsync();
    }
}
