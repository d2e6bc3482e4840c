using CometImages.Emulator.Generations;
using CometImages.Emulator.Pictures;

namespace CometImages.Emulator.Hosting;

/// <summary>What the routes of one host share.</summary>
sealed class EmulatorState(string key, EmulatorSettings settings, CancellationToken stopping)
{
    public string Key { get; } = key;

    public EmulatorSettings Settings { get; } = settings;

    public FaultPlan Faults { get; } = new();

    public RequestJournal Journal { get; } = new();

    public PictureCache Pictures { get; } = PictureCache.Shared;

    public IssuedUrls Urls { get; } = new();

    public AdmissionGate Gate { get; } = new();

    /// <summary>Set once the ports are bound.</summary>
    public Uri PictureUri { get; set; } = new("http://127.0.0.1/");

    /// <summary>Cancelled when the host is disposed of, so that no stalled answer holds it up.</summary>
    public CancellationToken Stopping { get; } = stopping;
}
