namespace CometImages.Emulator.Hosting;

/// <summary>The names that rules and journal have for the routes.</summary>
static class Routes
{
    public const string Generations = "generations";
    public const string Pictures = "pictures";
    public const string Models = "models";
    public const string Catalogue = "catalogue";
    public const string Quota = "quota";
    public const string Other = "other";
}
