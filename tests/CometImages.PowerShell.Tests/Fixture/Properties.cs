using System.Management.Automation;
using System.Security.Cryptography;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Reads output by the names of properties, because these tests don't reference the types of the module.</summary>
static class Properties
{
    public static object? Get(this PSObject item, string property) =>
        (item.Properties[property] ?? throw new ArgumentException($"The object has no property '{property}'.", nameof(property))).Value;

    public static string? Text(this PSObject item, string property) => (string?)item.Get(property);

    /// <summary>The name of the file at Path.</summary>
    public static string FileName(this PSObject item) => Path.GetFileName(item.Text("Path")!);

    /// <summary>The hash of the file at Path, as in the journal of the emulator.</summary>
    public static string Sha256(this PSObject item) => Sha256(item.Text("Path")!);

    public static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>The target object with its properties.</summary>
    public static PSObject Target(this ErrorRecord error) => PSObject.AsPSObject(error.TargetObject);

    /// <summary>The error ID without the name of the cmdlet.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
