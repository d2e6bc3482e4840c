#if !NET8_0_OR_GREATER
using System.Reflection;

namespace CometImages.PowerShell;

/// <summary>
/// Windows PowerShell has no binding redirects for a module: a library of this folder that was compiled against another version of its
/// neighbour would not find it. It gets the neighbour of that name.
/// </summary>
static class ModuleAssemblyResolver
{
    static readonly string s_folder = Path.GetDirectoryName(typeof(ModuleAssemblyResolver).Assembly.Location)!;

    static int s_registered;

    /// <summary>Finds them from now on, and as long as the process lives: what is loaded stays so, too.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref s_registered, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Find;
        }
    }

    internal static Assembly? Find(object? sender, ResolveEventArgs request)
    {
        // What other modules' libraries ask for is other modules' business.
        if (request.RequestingAssembly is not { IsDynamic: false } asking || Path.GetDirectoryName(asking.Location) != s_folder)
        {
            return null;
        }

        AssemblyName wanted = new(request.Name);
        string file = Path.Combine(s_folder, wanted.Name + ".dll");
        if (!File.Exists(file))
        {
            return null;
        }

        // One that somebody loaded before is taken where it can be: two copies have different types of the same name.
        return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => Satisfies(loaded.GetName(), wanted)) ?? Assembly.LoadFrom(file);
    }

    // Spans are a neighbour's: to compare with them, this search would need itself.
    static bool Satisfies(AssemblyName loaded, AssemblyName wanted) =>
        loaded.Name == wanted.Name && loaded.Version >= wanted.Version
        && Enumerable.SequenceEqual(loaded.GetPublicKeyToken() ?? [], wanted.GetPublicKeyToken() ?? []);
}
#endif
