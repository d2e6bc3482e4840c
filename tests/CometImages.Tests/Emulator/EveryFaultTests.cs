using System.Net;
using CometImages.Emulator;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class EveryFaultTests
{
    const string Request = """{"model":"dall-e-3","prompt":"a boat"}""";

    static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(250);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. FaultPlan.KnownFaults];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_hits_once_is_named_in_the_journal_and_leaves_the_host_well(string fault)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SamePicture = true });
        string url = await client.UrlAsync();
        foreach (string route in RoutesOf(client, fault))
        {
            client.Host.Journal.Clear();
            client.Host.Faults.Add(new FaultRule { Fault = fault, Route = route });
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            Task suffering = SufferAsync(
                client, route == "pictures" ? EmulatorClient.Verbatim(HttpMethod.Get, url) : client.Request(Request), patience.Token);
            await Eventually.TrueAsync(() => client.Host.Journal.Requests is [{ Fault: not null }]);
            patience.CancelAfter(Enough);
            await suffering;
            Assert.Equal((route, fault), (client.Host.Journal.Requests[0].Route, client.Host.Journal.Requests[0].Fault));

            using HttpResponseMessage generation = await client.PostAsync(Request);
            using HttpResponseMessage picture = await client.GetAsync(url);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (generation.StatusCode, picture.StatusCode));
            Assert.Null(client.Host.Journal.Requests[^1].Fault);
        }
    }

    [Fact]
    public void The_names_are_thirty_and_all_different()
    {
        Assert.Equal(30, FaultPlan.KnownFaults.Count);
        Assert.Equal(FaultPlan.KnownFaults.Count, FaultPlan.KnownFaults.Distinct().Count());
    }

    static List<string> RoutesOf(EmulatorClient client, string fault)
    {
        List<string> routes = [];
        foreach (string route in (string[])["generations", "pictures"])
        {
            try
            {
                client.Host.Faults.Add(new FaultRule { Fault = fault, Route = route });
                routes.Add(route);
            }
            catch (ArgumentException)
            {
                // It does not strike there.
            }
        }

        client.Host.Faults.Clear();
        Assert.NotEmpty(routes);
        return routes;
    }

    /// <summary>Takes what comes, but not for long.</summary>
    static async Task SufferAsync(EmulatorClient client, HttpRequestMessage request, CancellationToken patience)
    {
        try
        {
            using HttpResponseMessage response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience);
            await response.Content.CopyToAsync(Stream.Null, patience);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // That is what faults are for.
        }
        finally
        {
            request.Dispose();
        }
    }
}
