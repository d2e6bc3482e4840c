namespace CometImages.PowerShell.Settings;

/// <summary>The environment variables that the cmdlets read. A parameter takes precedence over a variable.</summary>
static class EnvironmentVariables
{
    public static string? ApiKey => Get("COMETAPI_KEY");

    public static string? BaseUri => Get("COMETAPI_BASE_URL");

    public static string? Model => Get("COMETAPI_IMAGE_MODEL");

    public static bool RecordsHistory => !string.Equals(Get("COMETIMAGES_HISTORY"), "off", StringComparison.OrdinalIgnoreCase);

    static string? Get(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
