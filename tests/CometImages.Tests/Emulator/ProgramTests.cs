using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ProgramTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Process Start(params string[] arguments)
    {
        string program = Path.ChangeExtension(typeof(EmulatorHost).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        return Process.Start(start)!;
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(Cancellation);
        string error = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, error);
    }

    [Fact]
    public async Task Help_lists_every_option_and_fault()
    {
        (int code, string output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        string[] names = ["--port", "--image-port", "--key", "--fault", "--latency-ms", "--url-lifetime-seconds", .. FaultPlan.KnownFaults];
        Assert.All(names, name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_of_one_line_that_names_the_option()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        (int code, _, string error) = await RunAsync("--port", ((IPEndPoint)taken.LocalEndpoint).Port.ToString(provider: null));
        Assert.Equal(1, code);
        Assert.Contains("--port", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--speed", "1")]
    [InlineData("--latency-ms", "long")]
    [InlineData("--fault", "{\"fault\":\"earthquake\"}")]
    [InlineData("--key", "")]
    [InlineData("--same-image")]
    [InlineData("port", "1")]
    public async Task An_invalid_option_is_an_error_of_one_line_and_exit_code_1(params string[] arguments)
    {
        (int code, string output, string error) = await RunAsync([.. arguments]);
        Assert.Equal((1, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task It_writes_how_to_use_it_and_a_line_for_each_request()
    {
        using Process process = Start(
            "--port", "0", "--key", "emulator-test", "--created", "99", "--same-image", "true", "--usage-shape=openai",
            "--fault", """{"fault":"respond","status":429}""", "--fault", """[{"fault":"respond","status":503}]""");
        try
        {
            List<string> lines = await ReadIntroductionAsync(process);
            Assert.Contains("  $env:COMETAPI_KEY = 'emulator-test'", lines);
            string baseUrl = lines.Single(line => line.Contains("$env:COMETAPI_BASE_URL", StringComparison.Ordinal)).Split('\'')[1];

            using HttpClient http = new() { DefaultRequestHeaders = { Authorization = new("Bearer", "emulator-test") } };
            List<int> statuses = [];
            for (int request = 0; request < 3; request++)
            {
                using StringContent body = new("""{"model":"dall-e-3","prompt":"x"}""", null, "application/json");
                using HttpResponseMessage response = await http.PostAsync(new Uri(baseUrl + "/images/generations"), body, Cancellation);
                statuses.Add((int)response.StatusCode);
                if (response.IsSuccessStatusCode)
                    Assert.Contains(
                        "\"created\":99,\"usage\":{\"input_tokens\"",
                        await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            }

            Assert.Equal([429, 503, 200], statuses);
            Assert.Contains(
                "POST generations dall-e-3 429 respond", await process.StandardOutput.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task It_ends_with_its_input_if_the_option_says_so_and_not_at_Ctrl_C()
    {
        using Process process = Start("--port", "0", "--stop-at-end-of-input", "true");
        await ReadIntroductionAsync(process);
        Task<string> rest = process.StandardOutput.ReadToEndAsync(Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            using Process interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await interrupt.WaitForExitAsync(Cancellation);
            await Task.Delay(500, Cancellation);
        }

        Assert.False(process.HasExited);
        process.StandardInput.Close();
        Assert.Equal("", await rest);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    static async Task<List<string>> ReadIntroductionAsync(Process process)
    {
        List<string> lines = [];
        while (lines.Count == 0 || !lines[^1].EndsWith("stops the emulator.", StringComparison.Ordinal))
            lines.Add((await process.StandardOutput.ReadLineAsync(Cancellation))!);
        return lines;
    }
}
