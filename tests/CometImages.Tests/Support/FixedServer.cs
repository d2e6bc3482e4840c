using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CometImages.Tests.Support;

/// <summary>Answers every request with the same bytes, whatever they are, and closes the connection.</summary>
sealed class FixedServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly byte[] _answer;

    public FixedServer(string answer)
    {
        _answer = Encoding.UTF8.GetBytes(answer.Replace("\n", "\r\n"));
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri BaseUri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    public void Dispose() => _listener.Stop();

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                byte[] request = new byte[64 * 1024];
                int length = 0;

                // A request of the test ends with its body's closing brace.
                int read;
                do
                {
                    read = await stream.ReadAsync(request.AsMemory(length));
                    length += read;
                }
                while (read > 0 && request[length - 1] != '}');

                // A connection that is closed before it asked is none.
                if (read > 0)
                {
                    Requests++;
                    await stream.WriteAsync(_answer);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
