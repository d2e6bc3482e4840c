using System.Management.Automation;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Completion;
using CometImages.PowerShell.Errors;

namespace CometImages.PowerShell.Commands;

/// <summary>What each model takes.</summary>
[Cmdlet(VerbsCommon.Get, "CometImageModel", HelpUri = HelpUris.GetCometImageModel)]
[OutputType(typeof(CometImageModel))]
public sealed class GetCometImageModelCommand : ApiCmdletBase
{
    /// <summary>Ids of models, with wildcards.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Model { get; set; } = ["*"];

    /// <summary>Asks the public catalogue for its image models, with prices.</summary>
    [Parameter]
    public SwitchParameter Online { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<CometImageModel> models = Online ? GetCatalog() : [.. KnownImageModels.All.Select(model => new CometImageModel(model))];
        foreach (string pattern in Model)
        {
            WildcardPattern wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            List<CometImageModel> found = [.. models.Where(model => wildcard.IsMatch(model.Model))];
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                WriteError(new ErrorRecord(
                    new ItemNotFoundException($"There is no model '{pattern}' in the {(Online ? "catalogue" : "table; it can be asked all the same, and -Online looks into the catalogue")}."),
                    "CometApi.ModelNotFound",
                    ErrorCategory.ObjectNotFound,
                    pattern));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }

    IReadOnlyList<CometImageModel> GetCatalog()
    {
        CometApiException error;
        try
        {
            IReadOnlyList<CatalogModel> models = CreateClient(throttleLimit: null).GetCatalogAsync(CancellationToken).GetAwaiter().GetResult();
            return [.. models.Where(model => model.ModelType == "image").Select(model => new CometImageModel(model))];
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (CometApiException e)
        {
            error = e;
        }

        ThrowTerminatingError(ErrorRecordExtensions.Of(error, null));
        return [];
    }
}
