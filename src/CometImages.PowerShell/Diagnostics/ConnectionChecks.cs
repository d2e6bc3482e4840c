using System.Runtime.InteropServices;
using CometImages.History;
using CometImages.Models;
using CometImages.PowerShell.Settings;
using CometImages.Storage;

namespace CometImages.PowerShell.Diagnostics;

/// <summary>The checks of Test-CometConnection. A new check is one entry of the table.</summary>
static class ConnectionChecks
{
    static readonly TimeSpan s_maxClockSkew = TimeSpan.FromMinutes(5);

    // The header Date contains whole seconds, and receiving the response takes time.
    static readonly TimeSpan s_dateResolution = TimeSpan.FromSeconds(2);

    static readonly (string Name, Func<ConnectionFacts, CheckResult> Check)[] s_all =
    [
        ("Base URL", CheckBaseUri),
        ("Connection", CheckConnection),
        ("API key", CheckApiKey),
        ("Balance", CheckBalance),
        ("Proxy", CheckProxy),
        ("Clock", CheckClock),
        ("Default model", CheckDefaultModel),
        ("Spool", _ => CheckSpool()),
        ("History", _ => CheckHistory()),
        ("Disk space", _ => CheckDiskSpace()),
        ("Versions", GetVersions),
    ];

    // What an error of the probe is about.
    enum Subject
    {
        BaseUri,
        Connection,
        ApiKey,
    }

    public static CometConnectionStatus Run(ConnectionFacts facts) => new([.. s_all.Select(entry => Run(entry.Name, entry.Check(facts)))]);

    static CometConnectionCheck Run(string name, CheckResult result) =>
        new(name, result.Ok, result.Detail, result.Recommendation);

    static CheckResult CheckBaseUri(ConnectionFacts facts) =>
        (facts.Endpoint.Error ?? FindProbeError(facts, Subject.BaseUri)) is { } error
            ? CheckResult.Fail(error)
            : CheckResult.Pass($"{facts.Endpoint.Value}");

    static CheckResult CheckConnection(ConnectionFacts facts) =>
        facts.Probe is null ? CheckResult.NotChecked("Nothing was sent.")
        : FindProbeError(facts, Subject.Connection) is { } error ? CheckResult.Fail(error)
        : CheckResult.Pass(facts.Endpoint.Value!.RequiresDirectConnection
            ? "The server responds."
            : "The server responds, and its certificate is valid.");

    static CheckResult CheckApiKey(ConnectionFacts facts) =>
        (facts.ApiKeyError ?? FindProbeError(facts, Subject.ApiKey)) is { } error ? CheckResult.Fail(error)
        : facts.Probe?.ModelIds is { } models ? CheckResult.Pass($"The service accepts the API key, which has access to {models.Count} models.")
        : CheckResult.NotChecked("The list of models, which requires the API key, wasn't received.");

    static CheckResult CheckBalance(ConnectionFacts facts) => facts.Quota switch
    {
        null => CheckResult.NotChecked("The balance wasn't requested, because an earlier check failed."),
        { Error: { } error } => CheckResult.NotChecked(error.GetMessage(includeRecommendedAction: false)),
        { Value: { } quota } when quota.All(key => key.Remaining <= 0 || key.AccountTotal <= 0) =>
            CheckResult.Fail("The balance is used up.", "Add funds to the account, or raise the quota of the API key."),
        { Value: var quota } => CheckResult.Pass(string.Join(" ", quota!.Select(Describe))),
    };

    static CheckResult CheckProxy(ConnectionFacts facts) => facts.Proxy switch
    {
        { Error: { } error } => CheckResult.Fail(error),
        { Value: { } proxy } => CheckResult.Pass($"{proxy} ({(facts.IsProxySpecified ? "-Proxy" : "environment or system")})"),
        _ when facts.Endpoint.Value is null => CheckResult.NotChecked("The proxy depends on the base URL."),
        _ => CheckResult.Pass("None"),
    };

    static CheckResult CheckClock(ConnectionFacts facts)
    {
        if (facts.Probe?.ClockSkew is not { } skew)
        {
            return CheckResult.NotChecked(facts.Probe is { Error: null } or { Error.StatusCode: not null }
                ? "The response contains no date."
                : "The service didn't respond.");
        }

        TimeSpan difference = skew.Duration();
        string direction = skew < TimeSpan.Zero ? "behind" : "ahead of";
        return difference < s_dateResolution ? CheckResult.Pass("The clock agrees with the service's clock.")
            : difference <= s_maxClockSkew
                ? CheckResult.Pass(FormattableString.Invariant($"The clock is {difference.TotalSeconds:0} s {direction} the service's clock."))
                : CheckResult.Fail(
                    FormattableString.Invariant($"The clock is {difference.TotalMinutes:0} minutes {direction} the service's clock."),
                    "Synchronize the clock of this computer. With a wrong clock, valid certificates are rejected.");
    }

    static CheckResult CheckDefaultModel(ConnectionFacts facts)
    {
        string id = EnvironmentVariables.Model ?? KnownImageModels.Default.Id;
        ImageModel? known = KnownImageModels.Find(id);
        string source = EnvironmentVariables.Model is null ? "the default of the module" : "COMETAPI_IMAGE_MODEL";
        string? retirement = known?.GetRetirement(DateTime.Today);
        string model = retirement is null ? $"{id} ({source})" : $"{id} ({source}, {retirement})";
        return known?.IsRetired(DateTime.Today) == true
            ? CheckResult.Fail($"{model} is retired.", ModelAdvisor.GetRecommendedAction(id))
            : facts.Probe?.ModelIds is not { } listed ? CheckResult.NotChecked($"{model}. The service's list of models wasn't received.")
            : listed.Contains(id, StringComparer.OrdinalIgnoreCase) ? CheckResult.Pass($"{model} is in the service's list of models.")
            : CheckResult.Fail($"{model} isn't in the service's list of models.", ModelAdvisor.GetRecommendedAction(id));
    }

    static CheckResult CheckSpool()
    {
        Attempt<Spool> spool = Attempt<Spool>.Run(() =>
        {
            Spool spool = new();
            spool.EnsureWritable();
            return spool;
        });
        return spool.Error is { } error ? CheckResult.Fail(error) : CheckResult.Pass($"'{spool.Value!.Folder}' is writable.");
    }

    static CheckResult CheckHistory()
    {
        if (!EnvironmentVariables.RecordsHistory)
        {
            return CheckResult.NotChecked("COMETIMAGES_HISTORY turns the history off.");
        }

        Attempt<HistoryFolder> history = Attempt<HistoryFolder>.Run(() =>
        {
            HistoryFolder folder = HistoryFolder.FromSpool(new Spool());
            folder.EnsureWritable(DateTimeOffset.UtcNow);
            return folder;
        });
        return history.Error is { } error ? CheckResult.Fail(error) : CheckResult.Pass($"'{history.Value!.Path}' is writable.");
    }

    static CheckResult CheckDiskSpace()
    {
        string folder = Spool.DefaultFolder;
        return DiskSpaceMonitor.GetFreeSpace(folder) is not { } free ? CheckResult.NotChecked("The free space can't be determined.")
            : free >= DiskSpaceMonitor.MinFreeSpace ? CheckResult.Pass(FormattableString.Invariant($"{free >> 20} MiB of free space for the spool"))
            : CheckResult.Fail(
                FormattableString.Invariant(
                    $"The disk of '{folder}' has {free >> 20} MiB of free space. A request needs {DiskSpaceMonitor.MinFreeSpace >> 20} MiB."),
                "Free up disk space.");
    }

    static CheckResult GetVersions(ConnectionFacts facts) => CheckResult.Pass(
        $"CometImages {typeof(CometClient).Assembly.GetName().Version!.ToString(3)}, PowerShell {facts.PowerShellVersion}, "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})");

    static CometApiException? FindProbeError(ConnectionFacts facts, Subject subject) =>
        facts.Probe?.Error is { } error && GetSubject(error) == subject ? error : null;

    static Subject GetSubject(CometApiException error) => error.Kind switch
    {
        CometErrorKind.InvalidBaseUri => Subject.BaseUri,
        CometErrorKind.ApiKeyMissing or CometErrorKind.Unauthorized or CometErrorKind.QuotaExceeded => Subject.ApiKey,
        CometErrorKind.Forbidden when !error.IsFirewallBlock => Subject.ApiKey,
        _ => Subject.Connection,
    };

    static string Describe(CometQuota quota) => quota switch
    {
        { IsUnlimited: true } => $"{quota}: unlimited.",
        { Remaining: { } remaining } => FormattableString.Invariant($"{quota}: ${remaining:0.00##} left."),
        _ => FormattableString.Invariant($"{quota}: ${quota.AccountUsed:0.00##} used."),
    };
}
