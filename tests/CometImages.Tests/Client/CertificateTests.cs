using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>A certificate that isn't valid for one request isn't valid for the next. Mono can't create one.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task An_invalid_certificate_ends_the_batch_at_once()
    {
        Assert.SkipWhen(Wine.IsPresent, "Wine 8 can't export an RSA key.");
        using TempFolder folder = TempFolder.CreateInMemory();
        using SelfSignedServer server = new();
        CometApiException[] errors = await UnreachableServerTests.FailAsync(
            new CometClientOptions { BaseUri = new Uri($"https://127.0.0.1:{server.Port}/v1") }, folder.Path);
        Assert.Equal(1, server.ConnectionCount);
        Assert.Equal(1, errors.Sum(error => error.AttemptCount));
        Assert.All(errors, error => Assert.Contains("A secure connection to", error.Detail, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Contains("certificate", error.RecommendedAction, StringComparison.Ordinal));
    }

    sealed class SelfSignedServer : IDisposable
    {
        readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        readonly X509Certificate2 _certificate;
        int _connectionCount;

        public SelfSignedServer()
        {
            using RSA key = RSA.Create(2048);
            CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int ConnectionCount => Volatile.Read(ref _connectionCount);

        public void Dispose()
        {
            _listener.Stop();
            _certificate.Dispose();
        }

        // The client rejects the certificate.
        async Task AcceptAsync()
        {
            while (true)
            {
                try
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                    Interlocked.Increment(ref _connectionCount);
                    using SslStream stream = new(client.GetStream());
                    await stream.AuthenticateAsServerAsync(_certificate);
                    stream.ReadByte();
                }
                catch (Exception e) when (e is IOException or AuthenticationException)
                {
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    // The test is over.
                    return;
                }
            }
        }
    }
}
