using System.Reflection;

namespace CometImages.PowerShell;

/// <summary>
/// Resolves the dependencies of the module's assemblies from the module's folder by simple name, because Windows PowerShell doesn't
/// apply binding redirects to modules.
/// </summary>
static class ModuleAssemblyResolver
{
    static readonly string s_folder = Path.GetDirectoryName(typeof(ModuleAssemblyResolver).Assembly.Location)!;

    static int s_registered;

    /// <summary>Registers the resolver once, for the lifetime of the process: assemblies can't be unloaded either.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref s_registered, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    internal static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        // Other modules resolve their own dependencies.
        if (request.RequestingAssembly is not { IsDynamic: false } requester || Path.GetDirectoryName(requester.Location) != s_folder)
        {
            return null;
        }

        AssemblyName requested = new(request.Name);
        string file = Path.Combine(s_folder, requested.Name + ".dll");
        if (!File.Exists(file))
        {
            return null;
        }

        // A loaded assembly is preferred, because two copies would have different types of the same name.
        return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => Satisfies(loaded.GetName(), requested))
            ?? Assembly.LoadFrom(file);
    }

    // Comparing spans would need System.Memory, which this resolver has to find.
    static bool Satisfies(AssemblyName loaded, AssemblyName requested) =>
        loaded.Name == requested.Name && loaded.Version >= requested.Version
        && Enumerable.SequenceEqual(loaded.GetPublicKeyToken() ?? [], requested.GetPublicKeyToken() ?? []);
}
