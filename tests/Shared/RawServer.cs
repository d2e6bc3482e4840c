using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CometImages.Tests.Shared;

/// <summary>
/// An HTTP server over blocking sockets that sends exactly the bytes it is given: for responses that the emulator can't produce, and for
/// measurements that the emulator would disturb.
/// </summary>
sealed class RawServer : IDisposable
{
    readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly Action<RawServer, Socket> _serve;
    int _requestCount;

    /// <param name="respond">Responds to one request, on the thread of its connection.</param>
    /// <param name="keepsBodies">Whether large bodies are kept for <see cref="RawRequest.Body"/>.</param>
    public RawServer(Action<RawRequest> respond, bool keepsBodies = true)
        : this((server, connection) => server.ServeRequests(connection, respond, keepsBodies))
    {
    }

    RawServer(Action<RawServer, Socket> serve)
    {
        _serve = serve;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(int.MaxValue);
        Start(AcceptConnections);
    }

    public Uri Address => new($"http://{_listener.LocalEndPoint}");

    public int RequestCount => Volatile.Read(ref _requestCount);

    /// <summary>Creates a server that sends the same response to every request and closes the connection.</summary>
    public static RawServer Respond(string response)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(response.Replace("\n", "\r\n"));
        return new RawServer(request =>
        {
            request.Send(bytes);
            request.Close();
        });
    }

    /// <summary>
    /// Creates a server for clients that don't send complete requests. Each connection on which a client sends something counts as a request.
    /// </summary>
    /// <param name="serve">Serves one connection, on a thread of its own.</param>
    public static RawServer ServeConnections(Action<Socket> serve) => new((server, connection) =>
    {
        if (connection.Receive(new byte[1], SocketFlags.Peek) > 0)
        {
            Interlocked.Increment(ref server._requestCount);
            serve(connection);
        }
    });

    public void Dispose() => _listener.Dispose();

    void AcceptConnections()
    {
        while (true)
        {
            Socket connection = _listener.Accept();
            Start(() => Serve(connection));
        }
    }

    void Serve(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            _serve(this, connection);
        }
    }

    void ServeRequests(Socket connection, Action<RawRequest> respond, bool keepsBodies)
    {
        RawRequest request = new(connection, keepsBodies);
        while (request.TryReceive())
        {
            Interlocked.Increment(ref _requestCount);
            respond(request);
        }
    }

    static void Start(Action serve) => new Thread(() =>
    {
        try
        {
            serve();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over, or the client closed its connection.
        }
    })
    { IsBackground = true }.Start();
}
