using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.TestCometConnection;

[Collection(ProcessEnvironment.Name)]
public sealed class ConnectionTests : IDisposable
{
    const string Test = "Test-CometConnection -BaseUri $BaseUri -ApiKey $Key";

    static readonly string[] s_names =
        ["Base URL", "Connection", "API key", "Balance", "Proxy", "Clock", "Default model", "Spool", "History", "Disk space", "Versions"];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("COMETAPI_BASE_URL", null);
        Environment.SetEnvironmentVariable("COMETAPI_IMAGE_MODEL", null);
    }

    static async Task<IReadOnlyDictionary<string, PSObject>> CheckAsync(ModuleSession session, string script, params string[] failed)
    {
        PSObject status = Assert.Single(await session.OutputAsync(script));
        PSObject[] checks = [.. LanguagePrimitives.GetEnumerable(status.Get("Checks")).Cast<object>().Select(PSObject.AsPSObject)];
        Assert.Equal(s_names, checks.Select(check => check.Text("Name")));
        Assert.Equal(failed, checks.Where(check => check.Get("Ok") is false).Select(check => check.Text("Name")));
        Assert.Equal(failed.Length == 0, status.Get("Ok"));
        Assert.All(checks, check => Assert.NotEmpty(check.Text("Detail")!));
        Assert.All(checks, check => Assert.Equal(check.Get("Ok") is false, check.Text("Recommendation") is { Length: > 0 }));
        Assert.All(session.Emulator.Journal.Requests, request => Assert.Equal("GET", request.Method));
        return checks.ToDictionary(check => check.Text("Name")!);
    }

    static string Response(string body, DateTimeOffset date) =>
        $"HTTP/1.1 200 OK\nDate: {date.ToString("R", CultureInfo.InvariantCulture)}\nContent-Length: {body.Length}\nConnection: close\n\n{body}";

    static void AssertNotChecked(IReadOnlyDictionary<string, PSObject> checks, params string[] names) =>
        Assert.Equal(names, checks.Values.Where(check => check.Get("Ok") is null).Select(check => check.Text("Name")));

    [Fact]
    public async Task Everything_is_checked_without_a_purchase()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(session, Test);
        AssertNotChecked(checks);
        Assert.Equal(session.Emulator.BaseUri.ToString(), checks["Base URL"].Text("Detail"));
        Assert.Contains("emulator: unlimited", checks["Balance"].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains("gpt-image-2", checks["Default model"].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains(TestProcess.Spool, checks["Spool"].Text("Detail"), StringComparison.Ordinal);
        Assert.Matches("^'.*history' is writable", checks["History"].Text("Detail"));
        Assert.Matches(@"^\d+ MiB ", checks["Disk space"].Text("Detail"));
        Assert.Matches(@"^CometImages \d+\.\d+\.\d+, PowerShell 7\.", checks["Versions"].Text("Detail"));
        Assert.Equal(["models", "quota"], session.Emulator.Journal.Requests.Select(request => request.Route));
    }

    [Theory]
    [InlineData("-ApiKey $Key", true)]
    [InlineData("-ApiKey wrong-for-this-test", false)]
    public async Task The_quiet_output_is_a_boolean(string parameters, bool expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject output = Assert.Single(await session.OutputAsync($"Test-CometConnection -BaseUri $BaseUri -Quiet {parameters}"));
        Assert.Equal(expected, output.BaseObject);
    }

    [Theory]
    [InlineData("-ApiKey wrong-for-this-test", "The API key is invalid.")]
    [InlineData("-ApiKey 'two words'", "invalid characters")]
    [InlineData("", "No API key was specified.")]
    public async Task An_API_key_that_is_wrong_or_missing_is_one_failure(string parameters, string detail)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(session, $"Test-CometConnection -BaseUri $BaseUri {parameters}", "API key");
        Assert.Contains(detail, checks["API key"].Text("Detail"), StringComparison.Ordinal);
        AssertNotChecked(checks, "Balance", "Default model");
    }

    [Fact]
    public async Task Without_a_server_the_checks_of_this_computer_are_made()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(
            session, $"Test-CometConnection -BaseUri http://{taken.LocalEndPoint}/v1 -ApiKey $Key", "Connection");
        AssertNotChecked(checks, "API key", "Balance", "Clock", "Default model");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v2")]
    [InlineData("/v1/v1")]
    public async Task A_wrong_path_is_a_failure_of_the_base_URL_and_the_balance_is_still_checked(string path)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(
            session, $"Test-CometConnection -BaseUri {new Uri(session.Emulator.BaseUri, path)} -ApiKey $Key", "Base URL");
        AssertNotChecked(checks, "API key", "Default model");
        Assert.Contains("/models' doesn't return a list of models", checks["Base URL"].Text("Detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-BaseUri ftp://example.com")]
    [InlineData("-BaseUri http://example.com/v1")]
    [InlineData("-BaseUri 'not a URL'")]
    public async Task A_malformed_base_URL_is_a_failure_and_nothing_is_sent(string baseUri)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(session, $"Test-CometConnection {baseUri} -ApiKey $Key", "Base URL");
        AssertNotChecked(checks, "Connection", "API key", "Balance", "Proxy", "Clock", "Default model");
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task The_base_URL_comes_from_the_environment()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(
            session, "$env:COMETAPI_BASE_URL = 'nonsense'; Test-CometConnection -ApiKey $Key", "Base URL");
        Assert.Contains("COMETAPI_BASE_URL", checks["Base URL"].Text("Recommendation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_service_is_one_of_the_connection()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 503, Route = "models", Count = 0 });
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(session, Test, "Connection");
        AssertNotChecked(checks, "API key", "Default model");
    }

    [Theory]
    [InlineData("self-signed", 1)]
    [InlineData("expired", -1)]
    public async Task An_invalid_certificate_is_a_failure_of_the_connection(string name, int days)
    {
        Assert.SkipWhen(Wine.IsPresent, "Wine 8 can't export an RSA key.");
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(days));
        using RawServer server = RawServer.ServeConnections(connection =>
        {
            using SslStream stream = new(new NetworkStream(connection));
            try
            {
                stream.AuthenticateAsServer(certificate);
                stream.ReadByte();
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client rejects the certificate.
            }
        });
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(
            session, $"Test-CometConnection -BaseUri https://127.0.0.1:{server.Address.Port}/v1 -ApiKey $Key", "Connection");
        Assert.Contains("A secure connection to", checks["Connection"].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains("certificate", checks["Connection"].Text("Recommendation"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(-10, false)]
    [InlineData(4, true)]
    public async Task A_clock_that_differs_by_more_than_five_minutes_is_a_failure(int minutes, bool isOk)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using RawServer server = RawServer.Respond(Response("""{"data":[{"id":"gpt-image-2"}]}""", DateTimeOffset.UtcNow.AddMinutes(-minutes)));
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(
            session, $"Test-CometConnection -BaseUri {server.Address}v1 -ApiKey $Key", isOk ? [] : ["Clock"]);
        Assert.Contains(minutes < 0 ? "behind" : "ahead", checks["Clock"].Text("Detail"), StringComparison.Ordinal);
        AssertNotChecked(checks, "Balance");
    }

    [Fact]
    public async Task A_response_without_a_date_is_no_failure_of_the_clock()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        const string Body = """{"data":[{"id":"gpt-image-2"}]}""";
        using RawServer server = RawServer.Respond($"HTTP/1.1 200 OK\nContent-Length: {Body.Length}\nConnection: close\n\n{Body}");
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(session, $"Test-CometConnection -BaseUri {server.Address}v1 -ApiKey $Key");
        AssertNotChecked(checks, "Balance", "Clock");
        Assert.Equal("The response contains no date.", checks["Clock"].Text("Detail"));
    }

    [Fact]
    public async Task A_check_remains_readable_after_serialization()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject status = Assert.Single(await session.OutputAsync(
            $"[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(({Test}), 1))"));
        Assert.Equal(true, status.Get("Ok"));
        string[] checks = [.. LanguagePrimitives.GetEnumerable(status.Get("Checks")).Cast<object>().Select(check => $"{check}")];
        Assert.Contains($"Base URL (OK): {session.Emulator.BaseUri}", checks);
    }

    [Fact]
    public async Task A_retired_default_model_is_a_failure_that_names_its_replacement()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(session, $"$env:COMETAPI_IMAGE_MODEL = 'dall-e-3'; {Test}", "Default model");
        Assert.Contains("retired 2026-05-12", checks["Default model"].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains("gpt-image-2", checks["Default model"].Text("Recommendation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_default_model_that_the_service_does_not_list_is_a_failure()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(
            session, $"$env:COMETAPI_IMAGE_MODEL = 'gpt-image-22'; {Test}", "Default model");
        Assert.Contains("gpt-image-2", checks["Default model"].Text("Recommendation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_balance_that_is_used_up_is_a_failure()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.Balance = 0;
        await CheckAsync(session, Test, "Balance");
    }

    [Fact]
    public async Task A_balance_that_is_not_available_is_no_failure()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 404, Route = "quota", Count = 0 });
        AssertNotChecked(await CheckAsync(session, Test), "Balance");
    }

    [Fact]
    public async Task A_proxy_is_shown()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using RawServer proxy = RawServer.Respond("HTTP/1.1 502 Bad Gateway\nContent-Length: 0\nConnection: close\n\n");
        IReadOnlyDictionary<string, PSObject> checks = await CheckAsync(session, $"{Test} -Proxy {proxy.Address}", "Connection");
        Assert.Equal($"{proxy.Address.GetLeftPart(UriPartial.Authority)} (-Proxy)", checks["Proxy"].Text("Detail"));
        checks = await CheckAsync(session, $"{Test} -Proxy http://someone:pass-word@127.0.0.1:1", "Proxy");
        Assert.DoesNotContain("pass-word", checks["Proxy"].Text("Detail") + checks["Proxy"].Text("Recommendation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_the_proxy_of_the_environment_is_not_shown()
    {
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", Encoding.UTF8.GetBytes(
            $"Import-Module '{TestProcess.Manifest}'; Test-CometConnection -BaseUri https://api.example/v1 -ApiKey x -TimeoutSec 5"));
        (_, string output, string error) = await PwshProgram.RunAsync(script, new Dictionary<string, string?>
        {
            ["HTTPS_PROXY"] = "http://someone:pass-word@127.0.0.1:9",
            ["https_proxy"] = "http://someone:pass-word@127.0.0.1:9",
            ["XDG_DATA_HOME"] = folder["data"],
        });
        Assert.Contains("http://127.0.0.1:9 (environment or system)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_a_failure()
    {
        using SmallDisk? disk = SmallDisk.TryMount(80 << 10);
        Assert.SkipWhen(disk is null, "Only root on Linux can mount a small disk.");
        disk.Fill();
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", Encoding.UTF8.GetBytes(
            $"Import-Module '{TestProcess.Manifest}'; "
            + "(Test-CometConnection -BaseUri ftp://x -ApiKey x).Checks | Where-Object Ok -EQ $false | ForEach-Object Name"));
        (_, string output, _) = await PwshProgram.RunAsync(script, new Dictionary<string, string?> { ["XDG_DATA_HOME"] = disk.Path });
        Assert.Equal(["Base URL", "Spool", "Disk space"], output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Ctrl_C_ends_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Route = "models" });
        Stopwatch time = Stopwatch.StartNew();
        RunResult result = await session.RunAsync($"{Test}; 'continued'", ModuleSession.WhenAsync(() => session.Emulator.Journal.Requests.Count > 0));
        Assert.Empty(result.Output);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task The_result_is_shown_as_a_line_for_each_check_that_fits_the_screen(int width)
    {
        RecordingHost host = new(width);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        await session.OutputAsync("Test-CometConnection -BaseUri $BaseUri -ApiKey wrong-for-this-test | Out-Default");
        string[] lines = [.. host.Lines.Select(line => Regex.Replace(line, "\u001b\\[[0-9;]*m", ""))];
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Equal(s_names, lines.Where(line => Regex.IsMatch(line, "^(OK|FAILED|-) ")).Select(line => line[7..22].Trim()));
        Assert.StartsWith("FAILED API key        The API key is invalid.", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("                      Check the API key in COMETAPI_KEY", StringComparison.Ordinal));
        Assert.Equal("Failed: API key.", lines[^1]);
    }
}
