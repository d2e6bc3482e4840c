// The compiler looks for these types by name when it meets `init` and `required`, and .NET Standard 2.0 doesn't have them. They are
// written by hand because the source generator that could add them orders its output differently in each build.
namespace System.Runtime.CompilerServices;

static class IsExternalInit;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
sealed class RequiredMemberAttribute : Attribute;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
