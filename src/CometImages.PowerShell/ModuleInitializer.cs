using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace CometImages.PowerShell;

/// <summary>Runs when the module is imported.</summary>
public sealed partial class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Loads the core, so that <c>[CometImages.CometImage]</c> resolves before the first cmdlet runs.</summary>
    public void OnImport()
    {
        RegisterAssemblyResolver();
        LoadCore();
    }

    static partial void RegisterAssemblyResolver();

    // A method's types are resolved when it is compiled, so the core is named in a method that is compiled after the registration.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void LoadCore() => _ = typeof(CometImage).Name;
}
