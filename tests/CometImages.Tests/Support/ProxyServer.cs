using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using CometImages.Tests.Shared;

namespace CometImages.Tests.Support;

/// <summary>A forward proxy for plain HTTP that requires a user name and a password.</summary>
sealed class ProxyServer : IDisposable
{
    readonly ConcurrentQueue<string> _forwarded = [];
    readonly string _authorization;
    readonly RawServer _server;
    int _rejectedCount;

    public ProxyServer(string user, string password)
    {
        _authorization = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _server = new RawServer(Respond);
    }

    public Uri Address => _server.Address;

    /// <summary>The heads of the requests that were forwarded.</summary>
    public IReadOnlyList<string> Forwarded => [.. _forwarded];

    /// <summary>How many requests came without the user name and the password.</summary>
    public int RejectedCount => Volatile.Read(ref _rejectedCount);

    public void Dispose() => _server.Dispose();

    void Respond(RawRequest request)
    {
        if (request.Head.Contains(_authorization, StringComparison.Ordinal))
        {
            _forwarded.Enqueue(request.Head);
            Forward(request);
        }
        else
        {
            Interlocked.Increment(ref _rejectedCount);
            request.Send(Encoding.ASCII.GetBytes(
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }

        request.Close();
    }

    static void Forward(RawRequest request)
    {
        Uri url = new(request.Target);
        string path = request.Target[request.Target.IndexOf('/', "http://".Length)..];
        string head = request.Head.Replace(request.Target, path, StringComparison.Ordinal)
            .Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal);
        using Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Connect(url.Host, url.Port);
        server.Send([.. Encoding.ASCII.GetBytes(head), .. request.Body]);
        byte[] buffer = new byte[64 * 1024];
        while (server.Receive(buffer) is > 0 and int count)
        {
            request.Send(buffer, count);
        }
    }
}
