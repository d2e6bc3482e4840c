namespace CometImages.PowerShell.Requests;

/// <summary>A row as requests: what is there already, and what is to be bought, no request larger than its model takes.</summary>
sealed class PurchasePlan
{
    PurchasePlan(IReadOnlyList<CometImage> existing, IReadOnlyList<Purchase> purchases)
    {
        Existing = existing;
        Purchases = purchases;
    }

    /// <summary>The files that are there already.</summary>
    public IReadOnlyList<CometImage> Existing { get; }

    public IReadOnlyList<Purchase> Purchases { get; }

    /// <param name="row">The row.</param>
    /// <param name="skipExisting">Whether files that are there are not bought again.</param>
    /// <param name="overwrite">Whether files that are there may be overwritten.</param>
    /// <param name="skipCheck">Whether a known model is sent what it is documented not to take.</param>
    /// <exception cref="CometApiException">The row makes no sense, or its model does not take it.</exception>
    public static PurchasePlan For(PictureRow row, bool skipExisting, bool overwrite, bool skipCheck)
    {
        IReadOnlyList<string> files = row.FinalNames();
        List<int> numbers = [.. Enumerable.Range(1, row.CountOrDefault)];
        List<CometImage> existing = [];
        if (skipExisting)
        {
            existing = [.. numbers.Where(number => File.Exists(files[number - 1])).Select(number => Found(row, number, files[number - 1]))];
            numbers.RemoveAll(number => File.Exists(files[number - 1]));
        }

        int most = ImageModels.Find(row.ModelOrDefault)?.MaxCount ?? int.MaxValue;
        List<Purchase> purchases = [];
        for (int start = 0; start < numbers.Count; start += most)
        {
            List<int> part = numbers.GetRange(start, Math.Min(most, numbers.Count - start));
            string[] names = files.Count == 0 ? [] : [.. part.Select(number => files[number - 1])];
            ImageRequest request = row.Request(part.Count, names);
            if ((request.Contradiction ?? (skipCheck ? null : request.Refusal)) is { } refusal)
            {
                throw new CometApiException(CometErrorKind.InvalidRequest, refusal, string.Empty);
            }

            purchases.Add(new Purchase(request, new ImageOutput { Files = names, Overwrite = overwrite, Numbers = part }, row));
        }

        return new PurchasePlan(existing, purchases);
    }

    static CometImage Found(PictureRow row, int number, string path) => new()
    {
        Created = File.GetLastWriteTime(path),
        Model = row.ModelOrDefault,
        Prompt = row.Prompt,
        Path = path,
        Index = number,
        Size = row.Size,
        Quality = row.Quality,
        Background = row.Background,
        OutputFormat = PictureFormat.OfFile(path),
    };
}
