using CometImages.History;

namespace CometImages.Pricing;

/// <summary>What requests cost according to the history of this month and the previous one.</summary>
sealed class CostHistory
{
    readonly Dictionary<RequestCostKey, CostRange> _costs = [];

    /// <summary>Reads the history. A history that can't be read has no costs.</summary>
    public static CostHistory Read(HistoryFolder folder, DateTimeOffset now)
    {
        CostHistory history = new();
        try
        {
            foreach (HistoryRecord record in folder.GetFiles(after: now.AddMonths(-1)).SelectMany(HistoryReader.Read))
            {
                if (record.Images.Count > 0 && record.Images[0].Cost is { } cost)
                {
                    history.Add(RequestCostKey.FromHistory(record.Request), cost);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The costs that were read are used.
        }

        return history;
    }

    /// <summary>Gets what requests with the same model, size, quality, and count cost, or null if there are none.</summary>
    public CostRange? Find(RequestCostKey key) => _costs.TryGetValue(key, out CostRange cost) ? cost : null;

    /// <summary>Gets what requests with the same model, size, and quality cost for each image, or null if there are none.</summary>
    public CostRange? FindForImage(RequestCostKey key)
    {
        CostRange[] costs =
        [
            .. from cost in _costs
               where cost.Key with { Count = key.Count } == key
               select new CostRange(cost.Value.Minimum / cost.Key.Count, cost.Value.Maximum / cost.Key.Count),
        ];
        return costs.Length == 0 ? null : costs.Aggregate((left, right) => left.Union(right));
    }

    void Add(RequestCostKey key, decimal cost)
    {
        CostRange single = new(cost, cost);
        _costs[key] = Find(key)?.Union(single) ?? single;
    }
}
