using System.Management.Automation;
using System.Runtime.CompilerServices;
using CometImages.Models;

namespace CometImages.PowerShell;

/// <summary>What happens when the module is imported.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Loads the core, so that <c>[CometImages.CometImage]</c> can be named before the first cmdlet has run.</summary>
    public void OnImport()
    {
#if !NET8_0_OR_GREATER
        ModuleAssemblyResolver.Register();
#endif
        LoadCore();
    }

    // A method of its own: what it names is looked for when it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void LoadCore() => _ = KnownImageModels.Default.Length + typeof(CometImage).Name.Length;
}
