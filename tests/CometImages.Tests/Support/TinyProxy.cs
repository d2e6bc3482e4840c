using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CometImages.Tests.Support;

/// <summary>A forward proxy of plain HTTP that asks for a user and a password, and keeps the heads of the requests that it saw.</summary>
sealed class TinyProxy : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly string _login;
    readonly Task _serving;

    public TinyProxy(string user, string password)
    {
        _login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The heads of the requests that were let through.</summary>
    public List<string> Passed { get; } = [];

    /// <summary>How many were refused for lack of a login.</summary>
    public int Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeOneAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
            // The test is over: the listener was stopped, while it waited (disposed) or before (not listening).
        }
    }

    // One request a connection: enough for a test, and no state to keep.
    async Task ServeOneAsync(NetworkStream stream)
    {
        (string head, byte[] body) = await ReadAsync(stream);
        if (head.Length == 0)
        {
            return;
        }

        if (!head.Contains($"Proxy-Authorization: Basic {_login}", StringComparison.Ordinal))
        {
            Refused++;
            await stream.WriteAsync("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
            return;
        }

        Passed.Add(head);
        string address = head.Split(' ')[1];
        Uri target = new(address);
        using TcpClient server = new();
        await server.ConnectAsync(target.Host, target.Port, _stop.Token);
        NetworkStream upstream = server.GetStream();

        // Towards the server the request line has the path alone, spelled as it came.
        string path = address[address.IndexOf('/', "http://".Length)..];
        string forwarded = head.Replace(address, path, StringComparison.Ordinal).Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal);
        await upstream.WriteAsync(Encoding.ASCII.GetBytes(forwarded), _stop.Token);
        await upstream.WriteAsync(body, _stop.Token);
        await upstream.CopyToAsync(stream, _stop.Token);
    }

    async Task<(string Head, byte[] Body)> ReadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (!Encoding.ASCII.GetString([.. head]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return ("", []);
            }

            head.Add(one[0]);
        }

        string text = Encoding.ASCII.GetString([.. head]);
        string? length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        byte[] body = new byte[length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return (text, body);
    }
}
