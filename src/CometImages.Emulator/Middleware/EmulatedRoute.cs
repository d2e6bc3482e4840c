namespace CometImages.Emulator.Middleware;

/// <summary>Metadata of an endpoint that emulates the service. Other endpoints have neither journal entries nor faults.</summary>
sealed record EmulatedRoute(string Name)
{
    /// <summary>Gets a value that indicates whether a request needs the API key in its header.</summary>
    public bool RequiresApiKey { get; init; }

    /// <summary>Gets a value that indicates whether the body of a request is a form, whose files can be large.</summary>
    public bool HasForm { get; init; }

    /// <summary>Gets the function that returns the prompt and the model of a request, which rules of faults can specify.</summary>
    public Func<HttpContext, (string? Prompt, string? Model)> GetSubject { get; init; } = _ => default;

    public static EmulatedRoute? Find(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EmulatedRoute>();

    public static EmulatedRoute Get(HttpContext context) => Find(context)!;
}
