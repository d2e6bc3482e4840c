namespace CometImages.PowerShell;

/// <summary>Specifies how a cost was estimated.</summary>
public enum CostEstimateBasis
{
    /// <summary>The catalog contains a price for each image, so the cost is exact.</summary>
    PerRequest,

    /// <summary>The history contains what images of the same model, size, and quality cost.</summary>
    History,

    /// <summary>The cost can't be estimated.</summary>
    Unknown,
}
