using System.Net.Sockets;

namespace CometImages.Tests;

/// <summary>Members of .NET that these tests use and that Polyfill doesn't have.</summary>
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
        // .NET Framework can't cancel it. The tests stop the listener.
        public Task<TcpClient> AcceptTcpClientAsync(CancellationToken cancellationToken) => listener.AcceptTcpClientAsync();
    }
}
