using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CometImages.Tests.Architecture;

/// <summary>An assembly whose folders are layers: a folder is a namespace, and may use only the folders below it.</summary>
/// <param name="assembly">The assembly.</param>
/// <param name="layers">The folders from top to bottom. The empty name is the project's own folder.</param>
/// <param name="rootTypes">The folders of the public types that are in the root namespace for the users' sake.</param>
sealed class AssemblyLayers(Assembly assembly, IReadOnlyList<string> layers, IReadOnlyDictionary<Type, string>? rootTypes = null)
{
    readonly string _root = assembly.GetName().Name!;

    /// <summary>Lists the references from a folder to one above it, and the types outside of the listed folders.</summary>
    public IReadOnlyList<string> FindViolations()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly.Location);
        SortedSet<string> violations = new(StringComparer.Ordinal);
        foreach (TypeDefinition type in module.Types.Where(IsOurs))
        {
            int layer = GetLayer(type);
            if (layer < 0)
            {
                violations.Add($"{type.FullName} is in no layer");
            }

            IEnumerable<TypeDefinition> used = GetReferences(type).SelectMany(Flatten).OfType<TypeDefinition>().Select(GetOutermost).Where(IsOurs);
            violations.UnionWith(used.Where(other => GetLayer(other) < layer).Select(other => $"{type.FullName} -> {other.FullName}"));
        }

        return [.. violations];
    }

    // The compiler adds types of other namespaces.
    bool IsOurs(TypeDefinition type) => type.Namespace == _root || type.Namespace.StartsWith(_root + ".", StringComparison.Ordinal);

    int GetLayer(TypeDefinition type)
    {
        string folder = rootTypes?.FirstOrDefault(pair => pair.Key.FullName == type.FullName).Value
            ?? type.Namespace[_root.Length..].TrimStart('.').Split('.')[0];
        return layers.ToList().IndexOf(folder);
    }

    static TypeDefinition GetOutermost(TypeDefinition type) => type.DeclaringType is { } outer ? GetOutermost(outer) : type;

    // The parts of an array, a generic instance, a reference parameter.
    static IEnumerable<TypeReference> Flatten(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Flatten).Concat(Flatten(generic.ElementType)),
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [type],
    };

    static IEnumerable<TypeReference?> GetReferences(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. GetReferences(type.GenericParameters),
        .. GetReferences(type.CustomAttributes),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Fields.SelectMany(field => GetReferences(field.CustomAttributes)),
        .. type.Properties.SelectMany(property => GetReferences(property.CustomAttributes)),
        .. type.Methods.SelectMany(GetReferences),
        .. type.NestedTypes.SelectMany(GetReferences),
    ];

    static IEnumerable<TypeReference?> GetReferences(MethodDefinition method) =>
    [
        .. GetReferences((MethodReference)method),
        .. GetReferences(method.GenericParameters),
        .. GetReferences(method.CustomAttributes),
        .. method.HasBody ? GetReferences(method.Body) : [],
    ];

    static IEnumerable<TypeReference?> GetReferences(Mono.Cecil.Cil.MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(GetReferences),
    ];

    static IEnumerable<TypeReference?> GetReferences(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => GetReferences(method),
        _ => [],
    };

    static IEnumerable<TypeReference?> GetReferences(MethodReference method) =>
    [
        method.DeclaringType,
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    static IEnumerable<TypeReference?> GetReferences(IEnumerable<GenericParameter> parameters) =>
        parameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    static IEnumerable<TypeReference?> GetReferences(IEnumerable<CustomAttribute> attributes) => attributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference).Append(attribute.AttributeType));
}
