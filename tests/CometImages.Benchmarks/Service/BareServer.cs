using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CometImages.Benchmarks.Service;

/// <summary>
/// Answers from memory, with bytes made beforehand, on blocking sockets: as close to nothing as a server can cost. It is a process of
/// its own, so that neither its garbage nor its threads are counted with those of the clients; and it is not the emulator, because
/// that one draws, checks and keeps a journal, and the slower of the two ends would be what is measured.
/// </summary>
static class BareServer
{
    static readonly Dictionary<string, Lazy<byte[]>> s_answers =
        Answer.All.ToDictionary(answer => answer.Route, answer => new Lazy<byte[]>(() => PreparedAnswer.Create(answer)));

    /// <summary>Serves until the standard input ends, which it does when the parent goes, in whichever way.</summary>
    public static void Run()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");
        InBackground(() =>
        {
            while (true)
            {
                Socket connection = listener.Accept();
                InBackground(() => Serve(connection));
            }
        });
        Console.In.ReadToEnd();
    }

    static void InBackground(ThreadStart work) => new Thread(work) { IsBackground = true }.Start();

    static void Serve(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            try
            {
                byte[] buffer = new byte[64 * 1024];
                while (ReadRequest(connection, buffer) is { } route)
                {
                    byte[] answer = s_answers[route].Value;
                    for (int sent = 0; sent < answer.Length;)
                    {
                        sent += connection.Send(answer.AsSpan(sent));
                    }
                }
            }
            catch (SocketException)
            {
                // The client went away.
            }
        }
    }

    // Reads one request whole, and tells the first part of its path; null when no more come.
    static string? ReadRequest(Socket connection, byte[] buffer)
    {
        int length = 0;
        int whole = int.MaxValue;
        while (length < whole)
        {
            int read = connection.Receive(buffer.AsSpan(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
            int end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            whole = end < 0 ? int.MaxValue : end + 4 + ContentLength(Encoding.ASCII.GetString(buffer, 0, end));
        }

        return Encoding.ASCII.GetString(buffer, 0, length).Split(' ', '/')[2];
    }

    static int ContentLength(string head)
    {
        const string Name = "\r\nContent-Length:";
        int at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head.AsSpan(at + Name.Length).Trim().ToString().Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
