using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CometImages.Emulator.Hosting;

/// <summary>The emulator as the other tests know it, in a process of its own: it does not run on this runtime.</summary>
sealed class EmulatorHost : IAsyncDisposable
{
    static readonly ConcurrentBag<EmulatorProgram> s_idle = [];
    static readonly HttpClient s_http = new();
    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    readonly EmulatorProgram _program;

    EmulatorHost(EmulatorProgram program, EmulatorSettings settings)
    {
        _program = program;
        Settings = settings;
        Faults = new FaultPlan(this);
        Journal = new RequestJournal(this);
    }

    public Uri BaseUri => _program.BaseUri;

    public Uri ImageUri => _program.ImageUri;

    public string Key => _program.Key;

    public EmulatorSettings Settings { get; }

    public FaultPlan Faults { get; }

    public RequestJournal Journal { get; }

    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        EmulatorHost host = new(s_idle.TryTake(out EmulatorProgram? program) ? program : await EmulatorProgram.StartAsync(), options.Settings);
        host.Settings.Changed = host.SendSettings;
        host.SendSettings();
        return host;
    }

    /// <summary>Leaves the program to the next test as this one found it, unless something is still under way in it.</summary>
    public ValueTask DisposeAsync()
    {
        if (Journal.Requests.Any(request => request.EndedAt is null))
        {
            _program.Dispose();
            return default;
        }

        Send(HttpMethod.Delete, "faults");
        Send(HttpMethod.Delete, "requests");
        s_idle.Add(_program);
        return default;
    }

    internal T Get<T>(string what) => JsonSerializer.Deserialize<T>(Send(HttpMethod.Get, what), s_json)!;

    internal void Post<T>(string what, T value) => Send(HttpMethod.Post, what, value);

    void SendSettings() => Send(new HttpMethod("PATCH"), "settings", Settings);

    string Send(HttpMethod method, string what, object? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(BaseUri, "/emulator/" + what));
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, s_json), Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = Task.Run(() => s_http.SendAsync(request)).GetAwaiter().GetResult();
        string answer = Task.Run(response.Content.ReadAsStringAsync).GetAwaiter().GetResult();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException(answer);
    }
}
