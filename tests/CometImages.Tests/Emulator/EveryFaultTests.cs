using System.Net;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class EveryFaultTests
{
    const string Request = """{"model":"dall-e-3","prompt":"a boat"}""";

    static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. FaultPlan.KnownFaults];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_hits_one_request_is_in_the_journal_and_does_not_affect_the_next(string fault)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        string url = await client.UrlAsync();
        foreach (string route in RoutesOf(client, fault))
        {
            client.Host.Journal.Clear();
            client.Host.Faults.Add(new FaultRule { Fault = fault, Route = route });
            using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            Task receiving = ReceiveAsync(
                client,
                route switch
                {
                    "images" => EmulatorClient.Verbatim(HttpMethod.Get, url),
                    "edits" => client.Request(EmulatorClient.EditsPath, EditForm.Create().WithImage()),
                    _ => client.Request(Request),
                },
                timeout.Token);
            await Eventually.TrueAsync(() => client.Host.Journal.Requests is [{ Fault: not null }]);
            timeout.CancelAfter(Timeout);
            await receiving;
            Assert.Equal((route, fault), (client.Host.Journal.Requests[0].Route, client.Host.Journal.Requests[0].Fault));

            using HttpResponseMessage generation = await client.PostAsync(Request);
            using HttpResponseMessage image = await client.GetAsync(url);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (generation.StatusCode, image.StatusCode));
            Assert.Null(client.Host.Journal.Requests[^1].Fault);
        }
    }

    static List<string> RoutesOf(EmulatorClient client, string fault)
    {
        List<string> routes = [];
        foreach (string route in (string[])["generations", "edits", "images"])
        {
            try
            {
                client.Host.Faults.Add(new FaultRule { Fault = fault, Route = route });
                routes.Add(route);
            }
            catch (ArgumentException)
            {
                // The fault does not apply to this route.
            }
        }

        client.Host.Faults.Clear();
        Assert.NotEmpty(routes);
        return routes;
    }

    /// <summary>Reads the response until the timeout.</summary>
    static async Task ReceiveAsync(EmulatorClient client, HttpRequestMessage request, CancellationToken timeout)
    {
        try
        {
            using HttpResponseMessage response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout);
            await response.Content.CopyToAsync(Stream.Null, timeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // The fault broke the connection.
        }
        finally
        {
            request.Dispose();
        }
    }
}
