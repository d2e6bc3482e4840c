using System.Globalization;
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
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");
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
                byte[] buffer = new byte[64 * 1024];
                while (ReadRequest(connection, buffer) is { } name)
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

    // Returns the first segment of the request's path, or null at the end of the connection.
    static string? ReadRequest(Socket connection, byte[] buffer)
    {
        int length = 0;
        int total = int.MaxValue;
        while (length < total)
        {
            int read = connection.Receive(buffer.AsSpan(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
            int end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            total = end < 0 ? int.MaxValue : end + 4 + ParseContentLength(Encoding.ASCII.GetString(buffer, 0, end));
        }

        return Encoding.ASCII.GetString(buffer, 0, length).Split(' ', '/')[2];
    }

    static int ParseContentLength(string head)
    {
        const string Name = "\r\nContent-Length:";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(head[(start + Name.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
