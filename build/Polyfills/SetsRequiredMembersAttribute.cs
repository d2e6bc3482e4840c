namespace System.Diagnostics.CodeAnalysis;

// As its neighbours in CompilerSupport.cs; this one is for a record that derives from one with `required` members.
[AttributeUsage(AttributeTargets.Constructor)]
sealed class SetsRequiredMembersAttribute : Attribute;
