using System.Collections;
using System.Management.Automation;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Diagnostics;
using CometImages.Transport;

namespace CometImages.PowerShell.Commands;

/// <summary>Checks whether images can be requested, without a request that costs something.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CometConnection", HelpUri = HelpUris.TestCometConnection)]
[OutputType(typeof(CometConnectionStatus), typeof(bool))]
public sealed class TestCometConnectionCommand : ApiCmdletBase
{
    /// <summary>Initializes a new instance of the <see cref="TestCometConnectionCommand"/> class, whose user waits for the result.</summary>
    public TestCometConnectionCommand()
    {
        TimeoutSec = 30;
        MaximumRetryCount = 0;
    }

    /// <summary>Indicates that the output is whether no check failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CometConnectionStatus status = ConnectionChecks.Run(WaitFor(GetFactsAsync));
        WriteObject(Quiet ? status.Ok : status);
    }

    async Task<ConnectionFacts> GetFactsAsync()
    {
        Attempt<ApiEndpoint> endpoint = Attempt<ApiEndpoint>.Run(() => new ApiEndpoint(GetBaseUri() ?? CometClientOptions.DefaultBaseUri, Proxy));
        Attempt<string> proxy = Attempt<string>.Run(() => endpoint.Value is { } api
            ? HttpTransportCache.GetApiProxy(new TransportSettings(Proxy, ProxyCredential: null), api)
            : null);
        Attempt<string> apiKey = Attempt<string>.Run(GetApiKey);
        ConnectionFacts facts = new(
            endpoint, apiKey.Error, proxy, IsProxySpecified: Proxy is not null, Probe: null, Quota: null, GetPowerShellVersion());
        return endpoint.Error is null && proxy.Error is null ? await AddResponsesAsync(facts, apiKey.Value) : facts;
    }

    async Task<ConnectionFacts> AddResponsesAsync(ConnectionFacts facts, string? apiKey)
    {
        // The base URL and the proxy are valid, so only the API key can be invalid. The server can be reached without it.
        Attempt<CometClient> authenticated = Attempt<CometClient>.Run(() => CreateClient(apiKey, GetBaseUri()));
        CometClient client = authenticated.Value ?? CreateClient(baseUri: GetBaseUri());
        ServiceProbe probe = await client.ProbeAsync(CancellationToken);
        CometApiException? keyError = facts.ApiKeyError ?? authenticated.Error;
        bool hasBalance = keyError is null && (probe.Error is null || probe.Error is { StatusCode: not null, Kind: not CometErrorKind.Unauthorized });
        return facts with
        {
            ApiKeyError = keyError,
            Probe = probe,
            Quota = hasBalance ? await GetQuotaAsync(client, apiKey!) : null,
        };
    }

    async Task<Attempt<IReadOnlyList<CometQuota>>> GetQuotaAsync(CometClient client, string apiKey)
    {
        try
        {
            return new(CometQuota.Create(await client.GetQuotaAsync(cancellationToken: CancellationToken), apiKey), Error: null);
        }
        catch (CometApiException e)
        {
            return new(Value: null, e);
        }
    }

    string? GetPowerShellVersion() => (GetVariableValue("PSVersionTable") as IDictionary)?["PSVersion"]?.ToString();
}
