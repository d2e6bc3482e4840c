using System.Management.Automation;
using System.Security.Cryptography;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Reads what a script put out, by name: the tests know none of the module's types.</summary>
static class Properties
{
    /// <summary>A property's value.</summary>
    public static object? Get(this PSObject item, string property) =>
        (item.Properties[property] ?? throw new ArgumentException($"There is no property '{property}'.", nameof(property))).Value;

    /// <summary>A property's value as text.</summary>
    public static string? Text(this PSObject item, string property) => (string?)item.Get(property);

    /// <summary>The name of the file that Path tells.</summary>
    public static string FileName(this PSObject item) => Path.GetFileName(item.Text("Path")!);

    /// <summary>The digest of the file that Path tells, as the emulator's journal has it.</summary>
    public static string Sha256(this PSObject item) => Sha256(item.Text("Path")!);

    public static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>What an error is about, as an object with properties.</summary>
    public static PSObject Target(this ErrorRecord error) => PSObject.AsPSObject(error.TargetObject);

    /// <summary>The error's id without the command that wrote it.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
