using CometImages.Models;

namespace CometImages.Pricing;

/// <summary>
/// Gets the prices of the public catalog. A process reads them once a day, from a file that is at most a day old, or else from the service.
/// </summary>
/// <param name="catalogUri">The URL of the catalog.</param>
/// <param name="file">The file that keeps the prices.</param>
/// <param name="readCatalog">Reads the catalog.</param>
/// <param name="clock">The clock.</param>
sealed class PriceSource(Uri catalogUri, PriceFile file, Func<CancellationToken, Task<IReadOnlyList<CatalogModel>>> readCatalog, TimeProvider clock)
{
    static readonly TimeSpan s_lifetime = TimeSpan.FromDays(1);
    static readonly Dictionary<(string Path, string Source), Task<PriceList>> s_lists = [];

    readonly string _source = catalogUri.AbsoluteUri;

    /// <summary>Gets the prices. If the service can't be reached, they can be older than a day.</summary>
    /// <returns>A task that fails with a <see cref="CometApiException"/> if no prices are known. The next call tries again.</returns>
    public Task<PriceList> GetAsync()
    {
        lock (s_lists)
        {
            if (!s_lists.TryGetValue((file.Path, _source), out Task<PriceList>? list) || IsOutdated(list))
            {
                // Commands share the list, so none of them cancels it.
                list = Task.Run(ReadAsync);
                s_lists[(file.Path, _source)] = list;
            }

            return list;
        }
    }

    async Task<PriceList> ReadAsync()
    {
        PriceList? saved = file.TryRead() is { } read && read.Source == _source ? read : null;
        if (saved is not null && !IsOutdated(saved))
        {
            return saved;
        }

        try
        {
            PriceList prices = PriceList.FromCatalog(_source, clock.GetUtcNow(), await readCatalog(CancellationToken.None).ConfigureAwait(false));
            file.TryWrite(prices);
            return prices;
        }
        catch (CometApiException) when (saved is not null)
        {
            return saved;
        }
    }

    bool IsOutdated(Task<PriceList> list) =>
        list.IsFaulted || list.IsCanceled || (list.Status == TaskStatus.RanToCompletion && IsOutdated(list.Result));

    // A time in the future is that of a clock that was wrong.
    bool IsOutdated(PriceList list) => (clock.GetUtcNow() - list.Time).Duration() >= s_lifetime;
}
