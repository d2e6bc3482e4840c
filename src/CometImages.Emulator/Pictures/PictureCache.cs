namespace CometImages.Emulator.Pictures;

/// <summary>Draws each picture once and keeps those that were asked for last, up to 256 MB.</summary>
sealed class PictureCache
{
    const long MostBytes = 256L << 20;

    /// <summary>One for the process: a picture depends on its key alone, not on the host that serves it.</summary>
    public static PictureCache Shared { get; } = new();

    readonly Lock _lock = new();
    readonly Dictionary<PictureKey, LinkedListNode<Kept>> _byKey = [];
    readonly LinkedList<Kept> _newestFirst = new();
    readonly TaskFactory _easels = new(
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount).ConcurrentScheduler);

    long _bytes;

    public ValueTask<Picture> GetAsync(PictureKey key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out LinkedListNode<Kept>? node))
            {
                if (_newestFirst.First != node)
                {
                    _newestFirst.Remove(node);
                    _newestFirst.AddFirst(node);
                }

                Task<Picture> drawing = node.Value.Drawing;
                return drawing.IsCompletedSuccessfully ? new ValueTask<Picture>(drawing.Result) : new ValueTask<Picture>(drawing);
            }

            Kept kept = new(key);
            kept.Drawing = _easels.StartNew(() => Draw(kept));
            _byKey[key] = _newestFirst.AddFirst(kept);
            return new ValueTask<Picture>(kept.Drawing);
        }
    }

    Picture Draw(Kept kept)
    {
        try
        {
            Picture picture = Studio.Make(kept.Key);
            Account(kept, picture.Cost);
            return picture;
        }
        catch
        {
            Forget(kept);
            throw;
        }
    }

    void Account(Kept kept, long cost)
    {
        lock (_lock)
        {
            kept.Cost = cost;
            _bytes += cost;
            for (LinkedListNode<Kept>? last = _newestFirst.Last; _bytes > MostBytes && last is not null && last.Value != kept;)
            {
                LinkedListNode<Kept>? before = last.Previous;
                if (last.Value.Cost > 0)
                    Remove(last);
                last = before;
            }
        }
    }

    void Forget(Kept kept)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(kept.Key, out LinkedListNode<Kept>? node))
                Remove(node);
        }
    }

    void Remove(LinkedListNode<Kept> node)
    {
        _bytes -= node.Value.Cost;
        _byKey.Remove(node.Value.Key);
        _newestFirst.Remove(node);
    }

    sealed class Kept(PictureKey key)
    {
        public PictureKey Key { get; } = key;

        public Task<Picture> Drawing { get; set; } = Task.FromException<Picture>(new InvalidOperationException());

        /// <summary>0 as long as it is being drawn.</summary>
        public long Cost { get; set; }
    }
}
