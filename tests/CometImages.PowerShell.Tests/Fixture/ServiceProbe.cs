using System.Diagnostics;
using System.Net.Sockets;
using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Connects to the address of a service to find out whether it runs.</summary>
static class ServiceProbe
{
    static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    public static async Task<bool> ListensAsync(Uri service)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(service.Host, service.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits until a service has ended. It ends a moment after the process whose session started it.</summary>
    public static async Task AssertEndsAsync(Uri service)
    {
        for (Stopwatch elapsed = Stopwatch.StartNew(); await ListensAsync(service); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(elapsed.Elapsed < s_timeout, $"{service} still listens.");
        }
    }
}
