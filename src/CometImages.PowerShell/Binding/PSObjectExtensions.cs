using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>Values as the binder hands them over.</summary>
static class PSObjectExtensions
{
    /// <summary>The value itself, without the wrapping that a pipeline may have added.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>Whether a cell says nothing: null, or text that is empty or blank.</summary>
    public static bool IsNullOrBlank(object? value) => Unwrap(value) is null || (Unwrap(value) is string text && string.IsNullOrWhiteSpace(text));
}
