using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

/// <summary>Today is Saturday, 21 November 2026.</summary>
public sealed class DateReaderTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("hari ini", "2026-11-21")]
    [InlineData("tadi pagi", "2026-11-21")]
    [InlineData("today", "2026-11-21")]
    [InlineData("kemarin", "2026-11-20")]
    [InlineData("kmrn", "2026-11-20")]
    [InlineData("kemaren sore", "2026-11-20")]
    [InlineData("tadi malam", "2026-11-20")]
    [InlineData("yesterday", "2026-11-20")]
    [InlineData("kemarin lusa", "2026-11-19")]
    [InlineData("kemaren dulu", "2026-11-19")]
    [InlineData("day before yesterday", "2026-11-19")]
    [InlineData("besok", "2026-11-22")]
    [InlineData("lusa", "2026-11-23")]
    [InlineData("2 hari lalu", "2026-11-19")]
    [InlineData("dua hari yang lalu", "2026-11-19")]
    [InlineData("2 hr yg lalu", "2026-11-19")]
    [InlineData("3 days ago", "2026-11-18")]
    [InlineData("seminggu yang lalu", "2026-11-14")]
    [InlineData("2 minggu lalu", "2026-11-07")]
    [InlineData("Senin lalu", "2026-11-16")]
    [InlineData("senin", "2026-11-16")]
    [InlineData("Sabtu", "2026-11-21")]
    [InlineData("Sabtu lalu", "2026-11-14")]
    [InlineData("Sabtu kemarin", "2026-11-14")]
    [InlineData("hari Jumat kemarin", "2026-11-20")]
    [InlineData("Jum'at", "2026-11-20")]
    [InlineData("jum’at", "2026-11-20")]
    [InlineData("hari minggu lalu", "2026-11-15")]
    [InlineData("minggu", "2026-11-15")]
    [InlineData("hari ahad", "2026-11-15")]
    [InlineData("Senin minggu lalu", "2026-11-09")]
    [InlineData("Senin depan", "2026-11-23")]
    [InlineData("last Monday", "2026-11-16")]
    [InlineData("on Monday", "2026-11-16")]
    [InlineData("hari kamiss", "2026-11-19")]
    [InlineData("3 Nov", "2026-11-03")]
    [InlineData("3 november", "2026-11-03")]
    [InlineData("3November", "2026-11-03")]
    [InlineData("tgl 3 Nov 2026", "2026-11-03")]
    [InlineData("3 Nopember 2026", "2026-11-03")]
    [InlineData("3 Novmber 2026", "2026-11-03")]
    [InlineData("3 Pebruari", "2026-02-03")]
    [InlineData("3 Nov 25", "2025-11-03")]
    [InlineData("3-Nov-2026", "2026-11-03")]
    [InlineData("3rd of November", "2026-11-03")]
    [InlineData("November 3, 2026", "2026-11-03")]
    [InlineData("3 Desember", "2025-12-03")]
    [InlineData("tgl 3", "2026-11-03")]
    [InlineData("tanggal 3", "2026-11-03")]
    [InlineData("tanggal 25", "2026-10-25")]
    [InlineData("tanggal 31", "2026-10-31")]
    [InlineData("3", "2026-11-03")]
    [InlineData("tanggal 3 bulan lalu", "2026-10-03")]
    [InlineData("03/11/2026", "2026-11-03")]
    [InlineData("3/11", "2026-11-03")]
    [InlineData("3-11-26", "2026-11-03")]
    [InlineData("2026-11-03", "2026-11-03")]
    [InlineData("3.11.2026", "2026-11-03")]
    [InlineData("3 - 11 - 2026", "2026-11-03")]
    [InlineData("03/11/2026 jam 10.00", "2026-11-03")]
    [InlineData("kemarin jam 9.30 WIB", "2026-11-20")]
    [InlineData("Selasa, 3 November 2026", "2026-11-03")]
    [InlineData("kegiatan kemarin di SMP 1", "2026-11-20")]
    [InlineData("kemarin, 45 orang", "2026-11-20")]
    [InlineData("３/１１/２０２６", "2026-11-03")]
    [InlineData("besok lusa", "2026-11-23")]
    public void Reads_one_day(string text, string expected) =>
        Assert.Equal(DateReading.Range.Day(DateOnly.Parse(expected)), DateReader.Read(text, Today));

    [Theory]
    [InlineData("minggu lalu", "2026-11-09", "2026-11-15")]
    [InlineData("minggu kemarin", "2026-11-09", "2026-11-15")]
    [InlineData("minggu ini", "2026-11-16", "2026-11-22")]
    [InlineData("last week", "2026-11-09", "2026-11-15")]
    [InlineData("pekan lalu", "2026-11-09", "2026-11-15")]
    [InlineData("3-5 Nov", "2026-11-03", "2026-11-05")]
    [InlineData("3 - 5 Nov 2026", "2026-11-03", "2026-11-05")]
    [InlineData("3–5 November", "2026-11-03", "2026-11-05")]
    [InlineData("3 s/d 5 November 2026", "2026-11-03", "2026-11-05")]
    [InlineData("3 s.d. 5 November 2026", "2026-11-03", "2026-11-05")]
    [InlineData("3 sd 5 november 2026", "2026-11-03", "2026-11-05")]
    [InlineData("tgl 3 sampai 5", "2026-11-03", "2026-11-05")]
    [InlineData("tgl 30 sampai tgl 2", "2026-10-30", "2026-11-02")]
    [InlineData("dari 3 Nov sampai 5 Nov", "2026-11-03", "2026-11-05")]
    [InlineData("dari tanggal 3 sampai dengan tanggal 5 November 2026", "2026-11-03", "2026-11-05")]
    [InlineData("from 3 to 5 Nov", "2026-11-03", "2026-11-05")]
    [InlineData("30 Okt - 2 Nov", "2026-10-30", "2026-11-02")]
    [InlineData("30 Des - 2 Jan", "2025-12-30", "2026-01-02")]
    [InlineData("30 Des - 2 Jan 2026", "2025-12-30", "2026-01-02")]
    [InlineData("20-22 Nov", "2026-11-20", "2026-11-22")]
    [InlineData("03/11/2026 - 05/11/2026", "2026-11-03", "2026-11-05")]
    [InlineData("03/11/2026-05/11/2026", "2026-11-03", "2026-11-05")]
    [InlineData("3 dan 4 Nov", "2026-11-03", "2026-11-04")]
    [InlineData("3, 4 dan 5 Nov", "2026-11-03", "2026-11-05")]
    [InlineData("kemarin sampai hari ini", "2026-11-20", "2026-11-21")]
    [InlineData("Senin sampai Rabu", "2026-11-16", "2026-11-18")]
    [InlineData("dari senin sampe jumat minggu lalu", "2026-11-09", "2026-11-13")]
    [InlineData("Nov 2026", "2026-11-01", "2026-11-30")]
    [InlineData("bulan November 2026", "2026-11-01", "2026-11-30")]
    [InlineData("11/2026", "2026-11-01", "2026-11-30")]
    [InlineData("bulan oktobr", "2026-10-01", "2026-10-31")]
    [InlineData("Desember", "2025-12-01", "2025-12-31")]
    [InlineData("November lalu", "2025-11-01", "2025-11-30")]
    [InlineData("Oktober lalu", "2026-10-01", "2026-10-31")]
    [InlineData("bulan lalu", "2026-10-01", "2026-10-31")]
    [InlineData("bulan kemarin", "2026-10-01", "2026-10-31")]
    [InlineData("bulan ini", "2026-11-01", "2026-11-30")]
    [InlineData("akhir bulan lalu", "2026-10-21", "2026-10-31")]
    [InlineData("last month", "2026-10-01", "2026-10-31")]
    [InlineData("Januari - Maret 2021", "2021-01-01", "2021-03-31")]
    [InlineData("triwulan 2 2022", "2022-04-01", "2022-06-30")]
    [InlineData("TW II 2022", "2022-04-01", "2022-06-30")]
    [InlineData("2021", "2021-01-01", "2021-12-31")]
    [InlineData("tahun 2021", "2021-01-01", "2021-12-31")]
    [InlineData("sepanjang tahun 2021", "2021-01-01", "2021-12-31")]
    [InlineData("selama thn 2021", "2021-01-01", "2021-12-31")]
    [InlineData("2020-2021", "2020-01-01", "2021-12-31")]
    [InlineData("tahun lalu", "2025-01-01", "2025-12-31")]
    [InlineData("7 hari terakhir", "2026-11-15", "2026-11-21")]
    public void Reads_a_span_of_days(string text, string from, string to) =>
        Assert.Equal(new DateReading.Range(DateOnly.Parse(from), DateOnly.Parse(to)), DateReader.Read(text, Today));

    [Theory]
    [InlineData("", DateProblem.Empty, 0)]
    [InlineData("  ", DateProblem.Empty, 0)]
    [InlineData("sudah lama", DateProblem.NoDate, 0)]
    [InlineData("45 orang", DateProblem.NoDate, 0)]
    [InlineData("😀", DateProblem.NoDate, 0)]
    [InlineData("transaksi sabu di sana", DateProblem.NoDate, 0)]
    [InlineData("3 hari", DateProblem.NoDate, 0)]
    [InlineData("31 Feb", DateProblem.ImpossibleDate, 1)]
    [InlineData("31 Februari 2026", DateProblem.ImpossibleDate, 1)]
    [InlineData("32/13/2026", DateProblem.ImpossibleDate, 0)]
    [InlineData("11/25/2026", DateProblem.ImpossibleDate, 1)]
    [InlineData("tanggal 32", DateProblem.ImpossibleDate, 0)]
    [InlineData("0 Nov", DateProblem.ImpossibleDate, 0)]
    [InlineData("30 Feb - 2 Mar 2026", DateProblem.ImpossibleDate, 1)]
    [InlineData("5-3 Nov 2026", DateProblem.EndBeforeStart, 1)]
    [InlineData("5 Nov sampai 3 Nov", DateProblem.EndBeforeStart, 1)]
    [InlineData("05/11/2026 s/d 03/11/2026", DateProblem.EndBeforeStart, 1)]
    [InlineData("hari ini sampai kemarin", DateProblem.EndBeforeStart, 1)]
    [InlineData("3 Nov, 9 Nov", DateProblem.SeveralDates, 2)]
    [InlineData("3 dan 9 Nov", DateProblem.SeveralDates, 2)]
    [InlineData("3-11", DateProblem.Ambiguous, 2)]
    [InlineData("Nov 26", DateProblem.Ambiguous, 1)]
    [InlineData("Senin, 3 November 2026", DateProblem.WeekdayMismatch, 1)]
    public void Says_why_no_date_could_be_read(string text, DateProblem reason, int suggestions)
    {
        var unclear = Assert.IsType<DateReading.Unclear>(DateReader.Read(text, Today));
        Assert.Equal(reason, unclear.Reason);
        if (text != "Nov 26") Assert.Equal(suggestions, unclear.Suggestions.Length);
    }

    [Fact]
    public void Suggests_the_last_day_of_the_month_for_a_day_that_does_not_exist()
    {
        var unclear = Assert.IsType<DateReading.Unclear>(DateReader.Read("31 Feb 2026", Today));
        Assert.Equal(DateReading.Range.Day(new DateOnly(2026, 2, 28)), Assert.Single(unclear.Suggestions));
    }

    [Fact]
    public void Every_day_of_the_last_twelve_months_is_read_back_from_how_people_write_it()
    {
        string[] months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
        for (var day = Today; day > Today.AddYears(-1); day = day.AddDays(-1))
        {
            var expected = DateReading.Range.Day(day);
            Assert.Equal(expected, DateReader.Read($"{day.Day} {months[day.Month - 1]}", Today));
            Assert.Equal(expected, DateReader.Read($"{day.Day} {months[day.Month - 1][..3]}", Today));
            Assert.Equal(expected, DateReader.Read($"{day.Day}/{day.Month}", Today));
            Assert.Equal(expected, DateReader.Read($"{day.Day}.{day.Month}.{day.Year}", Today));
            Assert.Equal(expected, DateReader.Read($"{day.Day}-{day.Month}-{day.Year % 100}", Today));
        }
    }
}
