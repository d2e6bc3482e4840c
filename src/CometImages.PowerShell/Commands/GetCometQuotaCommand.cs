using System.Management.Automation;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Errors;

namespace CometImages.PowerShell.Commands;

/// <summary>Gets the balance of the account and of its API keys.</summary>
[Cmdlet(VerbsCommon.Get, "CometQuota", HelpUri = HelpUris.GetCometQuota)]
[OutputType(typeof(CometQuota), typeof(CometQuotaUse))]
public sealed class GetCometQuotaCommand : ApiCmdletBase
{
    /// <summary>Specifies the first day to get the use of.</summary>
    [Parameter]
    public DateTime? StartDate { get; set; }

    /// <summary>Specifies the last day to get the use of.</summary>
    [Parameter]
    public DateTime? EndDate { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (StartDate.HasValue != EndDate.HasValue)
        {
            Reject("-StartDate and -EndDate belong together.", "Specify both of them, or none to get the balance.");
        }

        if (StartDate > EndDate)
        {
            Reject(FormattableString.Invariant($"-StartDate {StartDate:yyyy-MM-dd} is after -EndDate {EndDate:yyyy-MM-dd}."), "Exchange the dates.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string apiKey = string.Empty;
        (DateTime First, DateTime Last)? days = StartDate is { } first && EndDate is { } last ? (first, last) : null;
        AccountQuota quota = WaitFor(() =>
        {
            apiKey = GetApiKey();
            return CreateClient(apiKey, GetBaseUri()).GetQuotaAsync(days, CancellationToken);
        });
        object output = days is null ? CometQuota.Create(quota, apiKey) : CometQuotaUse.Create(quota, apiKey);
        WriteObject(output, enumerateCollection: true);
    }

    void Reject(string detail, string recommendedAction) =>
        ThrowTerminatingError(new CometApiException(CometErrorKind.InvalidRequest, detail, recommendedAction).ToErrorRecord(null));
}
