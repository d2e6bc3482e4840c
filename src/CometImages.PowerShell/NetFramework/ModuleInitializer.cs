namespace CometImages.PowerShell;

public sealed partial class ModuleInitializer
{
    static partial void RegisterAssemblyResolver() => ModuleAssemblyResolver.Register();
}
