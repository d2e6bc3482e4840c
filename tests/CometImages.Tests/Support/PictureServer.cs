using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CometImages.Tests.Support;

/// <summary>
/// Answers every request with one picture of the length given, from one thread that allocates nothing while it does: what is measured
/// around it is the client's.
/// </summary>
sealed class PictureServer : IDisposable
{
    static readonly byte[] s_begin = Encoding.ASCII.GetBytes("{\"created\":1,\"data\":[{\"b64_json\":\"" + Convert.ToBase64String([.. ImageBytes.PngStart, 0, 0, 0, 0]));
    static readonly byte[] s_end = "\"}]}"u8.ToArray();

    readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly byte[] _block = new byte[256 * 1024];
    readonly byte[] _request = new byte[64 * 1024];
    byte[] _head = [];
    int _filling;

    public PictureServer()
    {
        Array.Fill(_block, (byte)'A');
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public Uri BaseUri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/v1");

    /// <summary>How many bytes the next picture has: 12 and a multiple of 3.</summary>
    public void Answer(int megabytes)
    {
        _filling = megabytes << 20;
        _head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {s_begin.Length + _filling + s_end.Length}\r\n\r\n");
    }

    public void Dispose() => _listener.Dispose();

    void Serve()
    {
        try
        {
            while (true)
            {
                using Socket client = _listener.Accept();
                client.NoDelay = true;
                while (ReadRequest(client))
                {
                    client.Send(_head);
                    client.Send(s_begin);
                    for (int left = _filling; left > 0; left -= _block.Length)
                    {
                        client.Send(_block, Math.Min(left, _block.Length), SocketFlags.None);
                    }

                    client.Send(s_end);
                }
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    // A request of the test ends with its body's closing brace.
    bool ReadRequest(Socket client)
    {
        while (true)
        {
            int read = client.Receive(_request);
            if (read == 0 || _request[read - 1] == '}')
            {
                return read > 0;
            }
        }
    }
}
