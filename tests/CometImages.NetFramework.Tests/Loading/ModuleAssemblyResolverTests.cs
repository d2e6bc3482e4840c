using System.Reflection;
using System.Reflection.Emit;
using CometImages.PowerShell;
using Xunit;

namespace CometImages.Tests.Loading;

/// <summary>The libraries beside the module, for a host that has no binding redirects. Here, this program's folder is the module's.</summary>
public sealed class ModuleAssemblyResolverTests
{
    const string Buffers = "System.Buffers, Version=4.0.2.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    static readonly Assembly Core = typeof(CometClient).Assembly;

    [Fact]
    public void An_assembly_of_the_module_folder_is_found_by_its_name_in_any_version()
    {
        Assembly found = ModuleAssemblyResolver.Resolve(null, new ResolveEventArgs(Buffers, Core))!;
        Assert.Equal("System.Buffers", found.GetName().Name);
        Assert.True(found.GetName().Version >= new Version(4, 0, 2), found.FullName);
    }

    [Fact]
    public void A_loaded_assembly_is_used()
    {
        Assembly loaded = typeof(System.Text.Json.JsonDocument).Assembly;
        Assert.Same(loaded, ModuleAssemblyResolver.Resolve(null, new ResolveEventArgs(loaded.FullName, Core)));
    }

    [Fact]
    public void An_assembly_that_is_not_in_the_module_folder_is_not_resolved() =>
        Assert.Null(ModuleAssemblyResolver.Resolve(null, new ResolveEventArgs("Newtonsoft.Json, Version=13.0.0.0", Core)));

    // Whatever it called of a neighbour would have to be found first, by itself, without an end.
    [Fact]
    public void The_resolver_calls_no_assembly_of_the_module_folder()
    {
        Assembly here = typeof(ModuleAssemblyResolver).Assembly;
        IEnumerable<Type> types = here.GetTypes().Where(type => type == typeof(ModuleAssemblyResolver) || type.DeclaringType == typeof(ModuleAssemblyResolver));
        MethodBase[] called = [.. types.SelectMany(type => type.GetMembers(All)).OfType<MethodBase>().SelectMany(Calls)];
        Assert.Contains(called, method => method.Name == nameof(Assembly.LoadFrom));
        Assert.All(called, method => Assert.True(
            method.DeclaringType!.Assembly == here || Path.GetDirectoryName(method.DeclaringType.Assembly.Location) != Path.GetDirectoryName(here.Location),
            $"{method.DeclaringType}.{method.Name}"));
    }

    [Fact]
    public void A_request_of_another_assembly_is_not_resolved()
    {
        Assembly dynamic = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Dynamic"), AssemblyBuilderAccess.Run);
        Assert.Null(ModuleAssemblyResolver.Resolve(null, new ResolveEventArgs(Buffers, null)));
        Assert.Null(ModuleAssemblyResolver.Resolve(null, new ResolveEventArgs(Buffers, dynamic)));
        Assert.Null(ModuleAssemblyResolver.Resolve(null, new ResolveEventArgs(Buffers, typeof(object).Assembly)));
    }

    // Whatever looks like a call. Some of it is the inside of another instruction; what that names, if anything, is this module's too.
    static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int i = 0; i + sizeof(int) < code.Length; i++)
        {
            if (new[] { OpCodes.Call, OpCodes.Callvirt, OpCodes.Newobj }.Any(call => call.Value == code[i]) && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { } called)
            {
                yield return called;
            }
        }
    }

    static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
