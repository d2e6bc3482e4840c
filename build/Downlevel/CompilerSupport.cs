// What the compiler looks for by these names when it meets `init` and `required`, and .NET Standard 2.0 does not have. A generator of
// such types would do, but the one that there is writes them in another order each time, and no build would equal the last.
namespace System.Runtime.CompilerServices;

static class IsExternalInit;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
sealed class RequiredMemberAttribute : Attribute;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
