using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>Whom the weekly reminder reaches, and how often.</summary>
public abstract class ReminderConformance : StoreConformance
{
    /// <summary>Friday nine o'clock in Belitung; in Rote Ndao it is ten.</summary>
    private static readonly DateTimeOffset Friday = new(2026, 3, 6, 9, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task Reminds_once_a_week_who_sent_nothing_and_nobody_else()
    {
        await JoinAsync("silent");
        await ReportAsync(await JoinAsync("old-reporter"), "r1", Friday.AddDays(-7), reports: true);
        await ReportAsync(await JoinAsync("reporter"), "r2", Friday.AddDays(-1), reports: true);
        await ReportAsync(await JoinAsync("sheet"), "r3", Friday.AddDays(-1), reports: false);
        await JoinAsync("officer", Access.Officer);
        await JoinAsync("newcomer", at: Friday.AddDays(-2));
        await JoinAsync("quiet");
        await JoinAsync("gone");
        await RunAsync("update person set silent_since = 1 where id = (select person_id from conversation where channel = 'test' and address_hash = @hash)", "quiet");
        await RunAsync("update conversation set unreachable_at = 1 where channel = 'test' and address_hash = @hash", "gone");

        Assert.Equal(3, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday));
        Assert.Equal(0, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday.AddHours(2)));
        Assert.Equal(0, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday.AddDays(-7).AddHours(-1)));

        var due = Stores.Notices.ReadDue(Friday, 10);
        Assert.Equal(3, due.Count);
        Assert.All(due, d => Assert.Equal(new Notice.Reminder(new DateOnly(2026, 3, 2)), d.Input.What));
        Assert.Empty(Stores.Notices.ReadDue(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.FromHours(7)), 10));
        Assert.Equal(5, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday.AddDays(7)));
    }

    [Fact]
    public async Task Waits_for_nine_oclock_at_each_office_and_for_the_morning_after_an_outage()
    {
        await JoinAsync("belitung");
        await JoinAsync("rote", office: "BNNK-53.14");

        Assert.Equal(0, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday.AddHours(-1).AddMilliseconds(-1)));
        Assert.Equal(1, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday.AddHours(-1)));
        Assert.Equal(1, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday.AddHours(13)));
        Assert.Single(Stores.Notices.ReadDue(Friday.AddHours(13), 10));
        Assert.Equal(2, Stores.Notices.ReadDue(Friday.AddHours(22), 10).Count);
        // On Sunday night the next loud hour lies in another week.
        Assert.Equal(0, await Stores.Reminders.RemindAsync(DayOfWeek.Friday, 9, Friday.AddDays(9).AddHours(13)));
    }

    private async Task<Chat> JoinAsync(string name, string role = Access.Volunteer, string office = "BNNK-19.02", DateTimeOffset? at = null)
    {
        var chat = NewChat(name);
        chat.Now = at ?? Friday.AddDays(-30);
        await chat.SayAsync("halo", new Effect.UseInvitation(await Stores.Invitations.CreateAsync(office, role, 1, 60, chat.Now)));
        return chat;
    }

    private static async Task ReportAsync(Chat chat, string id, DateTimeOffset at, bool reports)
    {
        chat.Now = at;
        await chat.SayAsync("kirim", new Effect.StartSubmission(id, "lapor", "1"), new Effect.Submit(id) { Reports = reports });
    }

    private Task<int> RunAsync(string sql, string name)
    {
        var id = NewChat(name).Load().Conversation.Id;
        return Stores.Database.WriteAsync((c, t) => c.Execute(sql, new { hash = c.QuerySingle<string>("select address_hash from conversation where id = @id", new { id }) }, t));
    }
}
