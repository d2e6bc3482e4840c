using System.Management.Automation;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Completion;

namespace CometImages.PowerShell.Commands;

/// <summary>Gets image models and the values that they support.</summary>
[Cmdlet(VerbsCommon.Get, "CometImageModel", HelpUri = HelpUris.GetCometImageModel)]
[OutputType(typeof(CometImageModel))]
public sealed class GetCometImageModelCommand : ApiCmdletBase
{
    /// <summary>Specifies the IDs of models. Wildcards are permitted.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Model { get; set; } = ["*"];

    /// <summary>Indicates that the models come from CometAPI's public catalog, with prices.</summary>
    [Parameter]
    public SwitchParameter Online { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<CometImageModel> models = Online
            ? GetCatalog()
            : [.. KnownImageModels.All.Select(model => new CometImageModel(model))];
        foreach (string pattern in Model)
        {
            WildcardPattern wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            List<CometImageModel> found = [.. models.Where(model => wildcard.IsMatch(model.Model))];
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                WriteError(CreateNotFoundError(pattern));
            }

            WriteObject(found.Select(WithView), enumerateCollection: true);
        }
    }

    // The type name selects the table with prices.
    PSObject WithView(CometImageModel model)
    {
        PSObject item = new(model);
        if (Online)
        {
            item.TypeNames.Insert(0, typeof(CometImageModel).FullName + "#Online");
        }

        return item;
    }

    ErrorRecord CreateNotFoundError(string id)
    {
        string message = Online
            ? $"Model '{id}' is neither an image model in CometAPI's catalog nor in the built-in list."
            : $"Model '{id}' isn't in the built-in list. You can still use it with New-CometImage. "
                + "To search CometAPI's catalog, use -Online.";
        return new ErrorRecord(new ItemNotFoundException(message), "CometApi.ModelNotFound", ErrorCategory.ObjectNotFound, id);
    }

    IReadOnlyList<CometImageModel> GetCatalog()
    {
        IReadOnlyList<CatalogModel> models = WaitFor(() => CreateClient(baseUri: GetBaseUri()).GetCatalogAsync(CancellationToken));
        CometImageModel[] listed = [.. models.Where(model => model.IsImageModel).Select(model => new CometImageModel(model))];
        HashSet<string> ids = new(listed.Select(model => model.Model), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. listed.OrderBy(model => model.RetirementDate <= DateTime.Today),
            .. KnownImageModels.All.Where(model => !ids.Contains(model.Id)).Select(model => new CometImageModel(model) { InCatalog = false }),
        ];
    }
}
