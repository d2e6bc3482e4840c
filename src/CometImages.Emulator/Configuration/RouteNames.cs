namespace CometImages.Emulator.Configuration;

/// <summary>The names of the routes in fault rules and in the journal.</summary>
static class RouteNames
{
    public const string Generations = "generations";
    public const string Edits = "edits";
    public const string Images = "images";
    public const string Models = "models";
    public const string Catalog = "catalog";
    public const string Quota = "quota";
    public const string Other = "other";
}
