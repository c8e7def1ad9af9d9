using System.Globalization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace KotanBot.Site;

/// <summary>One request to a page of the admin site: who asks, which office they look at, and in which language.</summary>
public sealed class SiteVisit
{
    public const string OfficeQuery = "satker";

    /// <summary>Says after a redirect what was done; pages have the words for it.</summary>
    public const string DoneQuery = "done";

    private readonly HttpContext _context;

    private SiteVisit(HttpContext context, SiteVisitor visitor, SiteVisitor? looking, string formToken, DateTimeOffset now)
    {
        _context = context;
        Visitor = visitor;
        Looking = looking ?? visitor;
        LooksNowhere = looking is null;
        FormToken = formToken;
        Now = now;
    }

    /// <summary>Who does what is done here.</summary>
    public SiteVisitor Visitor { get; }

    /// <summary>The same visitor at the office that they look at: their own, or one below. For reading.</summary>
    public SiteVisitor Looking { get; }

    /// <summary>An office was asked for that the visitor has nothing to do with, whether it exists or not.</summary>
    public bool LooksNowhere { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Stands in every form.</summary>
    public string FormToken { get; }

    public string Path => _context.Request.Path;

    public bool LooksElsewhere => Looking.Satker.Code != Visitor.Satker.Code;

    public IQueryCollection Query => _context.Request.Query;

    public string? Done => Query[DoneQuery];

    public CancellationToken Aborted => _context.RequestAborted;

    /// <summary>Today at the office that is looked at.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(Now).DateTime);

    /// <summary>Set by <see cref="SiteDoor"/> before any page is asked.</summary>
    public static SiteVisit Of(HttpContext context) =>
        (SiteVisit?)context.Items[typeof(SiteVisit)] ?? throw new InvalidOperationException($"{context.Request.Path} is not behind the site's door");

    /// <summary>For minimal endpoints: a page asks for its visit as a parameter.</summary>
    public static ValueTask<SiteVisit?> BindAsync(HttpContext context) => ValueTask.FromResult<SiteVisit?>(Of(context));

    internal static SiteVisit Begin(HttpContext context, SiteVisitor visitor, SiteVisitor? looking, string formToken, DateTimeOffset now)
    {
        var visit = new SiteVisit(context, visitor, looking, formToken, now);
        context.Items[typeof(SiteVisit)] = visit;
        return visit;
    }

    public bool Allows(Right right) => Visitor.Scope.Allows(right);

    public string Say(string indonesian, string english) => Visitor.Language == Languages.English ? english : indonesian;

    public static string Number(decimal value) => NumberWords.Format(value);

    /// <summary>By the clock of the office that is looked at.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(TimeSpan.FromMinutes(Looking.Facts.UtcOffsetMinutes));

    public string Time(DateTimeOffset at) => Local(at).ToString("d/M/yyyy HH.mm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A page with these words behind it, still at the office that is looked at.</summary>
    public string Link(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var link = LooksElsewhere ? QueryHelpers.AddQueryString(path, OfficeQuery, Looking.Satker.Code) : path;
        foreach (var (name, value) in query)
            link = string.IsNullOrEmpty(value) ? link : QueryHelpers.AddQueryString(link, name, value);
        return link;
    }

    /// <summary>The page at an office below.</summary>
    public static string LinkAt(string path, string satkerCode) => QueryHelpers.AddQueryString(path, OfficeQuery, satkerCode);

    public IResult Page<TPage, TModel>(TModel model, int status = StatusCodes.Status200OK)
        where TPage : SiteComponent<TModel>
    {
        var parameters = new Dictionary<string, object?> { [nameof(SiteComponent<TModel>.Visit)] = this, [nameof(SiteComponent<TModel>.Model)] = model };
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }

    /// <summary>After a form: the browser asks for the page anew, so that nothing is sent twice.</summary>
    public IResult GoTo(string path, string? done = null) => new SeeOther(Link(path, (DoneQuery, done)));

    public IResult NotFound() => Page<SiteMessage, SiteMessageModel>(
        new(Say("Tidak ditemukan", "Not found"), Say("Halaman ini tidak ada, atau bukan milik kantor Anda.", "This page does not exist, or it is not your office's.")), StatusCodes.Status404NotFound);

    /// <summary>What was seen is not so any more.</summary>
    public IResult Changed(string back) => Page<SiteMessage, SiteMessageModel>(
        new(Say("Sudah berubah", "It has changed"), Say("Keadaannya sudah berubah sejak halaman itu dibuka, jadi tidak ada yang disimpan. Silakan buka lagi.", "Things changed since that page was opened, so nothing was saved. Please open it again.")) { Back = back },
        StatusCodes.Status409Conflict);

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}

/// <summary>A page or part of one: what is shown, and to whom.</summary>
public abstract class SiteComponent<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public SiteVisit Visit { get; set; } = null!;

    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;

    protected string Say(string indonesian, string english) => Visit.Say(indonesian, english);
}
