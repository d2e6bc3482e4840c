using System.Net.Sockets;
using System.Text;
using Xunit;

namespace CometImages.Tests.Emulator;

/// <summary>A connection without an HTTP client, which shows each byte.</summary>
sealed class RawConnection : IDisposable
{
    readonly TcpClient _client = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> SendAsync(Uri host, string request)
    {
        RawConnection connection = new();
        await connection._client.ConnectAsync("127.0.0.1", host.Port, Cancellation);
        await connection._client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request), Cancellation);
        return connection;
    }

    public static Task<RawConnection> GenerateAsync(EmulatorClient client, string json) => SendAsync(
        client.Host.BaseUri,
        $"POST {EmulatorClient.GenerationsPath} HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer {client.Host.Key}\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    public static Task<RawConnection> GetImageAsync(EmulatorClient client, string url) =>
        GetAsync(client.Host.ImageUri, url[(client.Host.ImageUri.ToString().Length - 1)..]);

    static Task<RawConnection> GetAsync(Uri host, string target) =>
        SendAsync(host, $"GET {target} HTTP/1.1\r\nHost: images\r\nConnection: close\r\n\r\n");

    /// <summary>Reads until the server closes the connection, and returns whether it reset it.</summary>
    public async Task<(string Text, bool Reset)> ReadToEndAsync()
    {
        using MemoryStream all = new();
        bool reset = false;
        try
        {
            await _client.GetStream().CopyToAsync(all, Cancellation);
        }
        catch (IOException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            reset = true;
        }

        return (Encoding.Latin1.GetString(all.ToArray()), reset);
    }

    /// <summary>Reads until the server has sent at least some bytes and then nothing for a while.</summary>
    public async Task<string> ReadUntilQuietAsync(int atLeast = 0)
    {
        using MemoryStream all = new();
        byte[] block = new byte[64 << 10];
        using CancellationTokenSource quiet = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        try
        {
            while (true)
            {
                if (all.Length >= atLeast)
                    quiet.CancelAfter(300);
                int read = await _client.GetStream().ReadAsync(block, quiet.Token);
                Assert.NotEqual(0, read);
                all.Write(block, 0, read);
            }
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return Encoding.Latin1.GetString(all.ToArray());
        }
    }

    public void Dispose() => _client.Dispose();
}
