using System.Text.Json;
using System.Text.Json.Serialization;
using CometImages.Emulator.Faults;

namespace CometImages.Emulator.Control;

/// <summary>The JSON of the control routes and of the command line. A member that nobody knows is an error, not a wish unheard.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EmulatorSettings))]
[JsonSerializable(typeof(FaultRule))]
[JsonSerializable(typeof(FaultRule[]))]
[JsonSerializable(typeof(FaultList))]
[JsonSerializable(typeof(IReadOnlyList<JournalEntry>))]
[JsonSerializable(typeof(ControlError))]
sealed partial class EmulatorJson : JsonSerializerContext;

/// <summary>What <c>GET /emulator/faults</c> answers.</summary>
sealed record FaultList(IReadOnlyList<ActiveFault> Active, IReadOnlyList<KnownFault> Known);

/// <summary>A fault as the help page lists it.</summary>
sealed record KnownFault(string Fault, string Description, IReadOnlyList<string> Routes);

/// <summary>Why a control request was refused.</summary>
sealed record ControlError(string Error);
