using System.Management.Automation;

namespace CometImages.PowerShell;

/// <summary>What happens when the module is imported.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer
{
    /// <summary>Loads the core, so that <c>[CometImages.CometImage]</c> can be named before the first cmdlet has run.</summary>
    public void OnImport() => _ = ImageModels.Default.Length + typeof(CometImage).Name.Length;
}
