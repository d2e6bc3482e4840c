using Microsoft.AspNetCore.Http.Features;

namespace CometImages.Emulator.Journal;

/// <summary>A request under way: what the journal shows of it grows while it is answered.</summary>
sealed class RequestRecord
{
    readonly string _method;
    readonly string _target;
    readonly int _port;
    readonly Dictionary<string, string> _headers;
    readonly bool _hasKey;
    readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    readonly string _requestId;
    DateTimeOffset? _endedAt;
    bool _clientAborted;

    public RequestRecord(string route, HttpContext context, string requestId, string key)
    {
        string rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Route = route;
        _method = context.Request.Method;
        _target = KeyMask.HideInTarget(rawTarget, key);
        _port = context.Connection.LocalPort;
        _headers = KeyMask.HideInHeaders(context.Request.Headers, key);
        _hasKey = KeyMask.Carries(context.Request, rawTarget, key);
        _requestId = requestId;
    }

    public string Route { get; }

    public long Sequence { get; set; }

    public bool IsKept { get; set; }

    public KeptBody Body { get; set; } = KeptBody.Empty;

    public string? Model { get; set; }

    public int Status { get; set; }

    public string? Fault { get; set; }

    public IReadOnlyList<string> Pictures { get; set; } = [];

    public void End(bool clientAborted)
    {
        _clientAborted = clientAborted;
        _endedAt = DateTimeOffset.UtcNow;
    }

    public JournalEntry ToEntry() => new()
    {
        Sequence = Sequence,
        Route = Route,
        Method = _method,
        RawTarget = _target,
        Port = _port,
        Headers = _headers,
        HasKey = _hasKey,
        Body = Body.ToString(),
        Model = Model,
        Status = Status,
        Fault = Fault,
        Pictures = Pictures,
        RequestId = _requestId,
        StartedAt = _startedAt,
        EndedAt = _endedAt,
        ClientAborted = _clientAborted,
    };
}
