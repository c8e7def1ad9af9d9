using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Api;

/// <summary>
/// One call with a good token. What it says is read here and nowhere else: an office outside the token's subtree, a value that cannot be read and a name
/// that the route does not know end it with a refusal.
/// </summary>
internal sealed class ApiCall
{
    private readonly HttpContext _context;
    private readonly SatkerStore _satkers;
    private readonly TimeProvider _time;

    private ApiCall(HttpContext context, ApiToken token)
    {
        _context = context;
        Token = token;
        _satkers = context.RequestServices.GetRequiredService<SatkerStore>();
        _time = context.RequestServices.GetRequiredService<TimeProvider>();
    }

    public ApiToken Token { get; }

    /// <summary>As an admin of the token's office sees it, by the same rules.</summary>
    public Scope Scope => Scope.Of(Access.Admin, Token.SatkerCode);

    /// <summary>A handler's first line.</summary>
    public static ApiCall Of(HttpContext context)
    {
        var token = context.Features.Get<ApiTokenFeature>()?.Token ?? throw new InvalidOperationException("a route of the API was reached without a token");
        var known = context.GetEndpoint()?.Metadata.GetMetadata<ApiRouteNotes>()?.Parameters.Where(p => !p.InPath).Select(p => p.Name).ToList() ?? [];
        foreach (var (name, values) in context.Request.Query)
        {
            if (!known.Contains(name))
            {
                var list = known.Count == 0 ? ("tanpa parameter", "no parameter") : ($"dengan {string.Join(", ", known)}", string.Join(", ", known));
                throw Refused(ApiRefusal.Bad(name, $"tidak dikenal di sini; alamat ini dipakai {list.Item1}", $"is not known here; this address takes {list.Item2}"));
            }

            if (values.Count != 1)
                throw Refused(ApiRefusal.Bad(name, "hanya boleh sekali", "may stand there only once"));
        }

        return new ApiCall(context, token);
    }

    public static ApiRefusedException Refused(ApiRefusal refusal) => new(refusal);

    /// <summary>Null where it is not said, or said empty.</summary>
    public string? Text(ApiParameter parameter) =>
        (parameter.InPath ? _context.GetRouteValue(parameter.Name)?.ToString() : _context.Request.Query[parameter.Name].ToString()) is { Length: > 0 } text ? text : null;

    /// <summary>The office that is asked about; the token's own where none is named.</summary>
    public Satker ReadSatker(ApiParameter parameter)
    {
        var code = Text(parameter) ?? Token.SatkerCode;
        var satker = _satkers.Find(code) ?? throw Refused(ApiRefusal.UnknownSatker(code));
        return code == Token.SatkerCode || _satkers.ReadSubtree(Token.SatkerCode).Contains(code) ? satker : throw Refused(ApiRefusal.OutsideScope(code, Token.SatkerCode));
    }

    /// <summary>The token's scope, narrowed to the office that is named and those below it.</summary>
    public Scope ReadScope() => Text(ApiParameter.Satker) is null ? Scope : Scope.At(ReadSatker(ApiParameter.Satker).Code);

    public DateOnly? ReadDay(ApiParameter parameter) => Text(parameter) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Refused(ApiRefusal.Bad(parameter.Name, "harus tanggal seperti 2026-11-29", "must be a day such as 2026-11-29"));

    public ReportWeek? ReadWeek(ApiParameter parameter) => Text(parameter) is not { } text ? null
        : ReportWeek.Parse(text) ?? throw Refused(ApiRefusal.Bad(parameter.Name, "harus minggu seperti 2026-W48", "must be a week such as 2026-W48"));

    public int ReadLimit() => ReadWhole(ApiParameter.Limit, 1, ApiParameter.MostRows) ?? ApiParameter.UsualRows;

    /// <summary>This year at the office where none is said.</summary>
    public int ReadYear(Satker satker) =>
        ReadWhole(ApiParameter.Year, ApiParameter.FirstYear, ApiParameter.LastYear) ?? _time.GetUtcNow().ToOffset(TimeSpan.FromMinutes(satker.UtcOffsetMinutes)).Year;

    public bool ReadFlag(ApiParameter parameter) => Text(parameter) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Refused(ApiRefusal.Bad(parameter.Name, "harus true atau false", "must be true or false")),
    };

    /// <summary>One of these words.</summary>
    public string? ReadWord(ApiParameter parameter, IReadOnlyCollection<string> words) => Text(parameter) is not { } text || words.Contains(text)
        ? Text(parameter)
        : throw Refused(ApiRefusal.Bad(parameter.Name, $"harus salah satu dari {string.Join(", ", words)}", $"must be one of {string.Join(", ", words)}"));

    private int? ReadWhole(ApiParameter parameter, int least, int most) => Text(parameter) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Refused(ApiRefusal.Bad(parameter.Name, $"harus bilangan dari {least} sampai {most}", $"must be a whole number from {least} to {most}"));
}
