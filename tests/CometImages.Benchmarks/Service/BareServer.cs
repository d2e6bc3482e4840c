using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CometImages.Benchmarks.Service;

/// <summary>
/// Sends prepared responses over blocking sockets. The emulator would be slower than some contestants, because it draws images and
/// validates and records requests.
/// </summary>
static class BareServer
{
    static readonly Dictionary<string, (Lazy<byte[]> Bytes, int Delay)> s_responses =
        PreparedResponse.All.ToDictionary(response => response.Name, response => (new Lazy<byte[]>(response.ToBytes), response.Delay));

    /// <summary>Serves until the standard input ends, which it does when the parent process ends.</summary>
    public static void Run()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine($"http://{listener.LocalEndPoint}");
        StartThread(() =>
        {
            while (true)
            {
                Socket connection = listener.Accept();
                StartThread(() => Serve(connection));
            }
        });
        Console.In.ReadToEnd();
    }

    static void StartThread(ThreadStart start) => new Thread(start) { IsBackground = true }.Start();

    static void Serve(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            try
            {
                while (ReadRequest(connection) is { } name)
                {
                    (Lazy<byte[]> bytes, int delay) = s_responses[name];
                    Thread.Sleep(delay);
                    for (int sent = 0; sent < bytes.Value.Length;)
                    {
                        sent += connection.Send(bytes.Value.AsSpan(sent));
                    }
                }
            }
            catch (SocketException)
            {
                // The client closed the connection.
            }
        }
    }

    // Returns the first segment of the request's path, or null at the end of the connection. A request ends with its JSON object.
    static string? ReadRequest(Socket connection)
    {
        string request = string.Empty;
        byte[] buffer = new byte[4096];
        while (!request.EndsWith('}'))
        {
            int length = connection.Receive(buffer);
            if (length == 0)
            {
                return null;
            }

            request += Encoding.ASCII.GetString(buffer, 0, length);
        }

        return request.Split('/')[1];
    }
}
