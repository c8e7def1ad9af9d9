using KotanBot.Core.Conversations;
using KotanBot.Storage;
using Microsoft.Data.Sqlite;

namespace KotanBot.Tests.Storage;

public sealed class SqliteOpeningTests : IDisposable
{
    private static readonly DatabaseOptions Impatient = new() { LockTimeout = TimeSpan.FromMilliseconds(50) };

    private readonly string _path = Path.Combine(Path.GetTempPath(), "kotanbot-" + Guid.NewGuid().ToString("n"));

    private DataFolder Folder => DataFolder.Open(_path);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task A_new_folder_can_be_entered_by_its_owner_only()
    {
        await CreateAsync();

        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permission bits");
            return;
        }
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.KeyPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.DatabasePath));
        Assert.Equal(32, new FileInfo(Folder.KeyPath).Length);
    }

    [Fact]
    public void Only_one_may_hold_the_lock()
    {
        using (var held = Folder.TryLockForWriting())
        {
            Assert.NotNull(held);
            Assert.Null(Folder.TryLockForWriting());
            Assert.Equal(Environment.ProcessId, Folder.LockHolder());
        }
        using var again = Folder.TryLockForWriting();
        Assert.NotNull(again);
    }

    [Fact]
    public async Task A_locked_database_is_said_to_be_locked()
    {
        await CreateAsync();
        using var other = Raw();
        Run(other, "begin exclusive");

        await RefusedAsync("locked by another program");
    }

    [Fact]
    public async Task A_write_protected_database_is_said_to_be_read_only()
    {
        await CreateAsync();
        new FileInfo(Folder.DatabasePath).IsReadOnly = true;

        await RefusedAsync("read-only");
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        await CreateAsync();
        using (var other = Raw())
            Run(other, "insert into migration (number, name) values (9999, '9999_future')");

        await RefusedAsync("newer KotanBot");
        Assert.Contains("newer", Assert.Throws<StorageUnavailableException>(() => Database.OpenReadOnly(Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_lacks_a_step_before_its_newest_is_refused()
    {
        await CreateAsync();
        using (var other = Raw())
            Run(other, "delete from migration where number = 28");

        await RefusedAsync("lacks the step 0028_report_list");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await CreateAsync();
        await File.WriteAllTextAsync(Folder.DatabasePath, new string('x', 5000));

        await RefusedAsync("not a database");
    }

    [Fact]
    public async Task A_missing_key_file_beside_data_is_refused_and_not_replaced()
    {
        await CreateAsync();
        var keyPath = Folder.KeyPath;
        File.Delete(keyPath);

        Assert.Contains("is missing", Assert.Throws<StorageUnavailableException>(() => Folder).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(keyPath));
    }

    [Theory]
    [InlineData(31, "31 bytes")]
    [InlineData(32, "does not belong")]
    public async Task A_wrong_key_file_is_refused(int length, string line)
    {
        await CreateAsync();
        await File.WriteAllBytesAsync(Folder.KeyPath, new byte[length]);

        await RefusedAsync(line);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_refused()
    {
        Directory.CreateDirectory(_path);
        var file = Path.Combine(_path, "data");
        File.WriteAllText(file, "");

        Assert.Throws<StorageUnavailableException>(() => DataFolder.Open(file));
    }

    [Fact]
    public async Task A_reader_sees_what_a_running_writer_commits_and_cannot_write()
    {
        await using var writer = await Stores.OpenAsync(Folder);
        await using var reader = await Stores.OpenReadOnlyAsync(Folder);
        var chat = new Chat(writer, "chat");
        await chat.SayAsync("halo");

        Assert.Equal("halo", reader.Messages.ReadAfter(new ChannelAddress("test", "chat"), 0, 10)[0].Text);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Database.WriteAsync((_, _) => 0));
        Assert.ThrowsAny<SqliteException>(() => reader.Database.Read(c =>
        {
            using var command = c.CreateCommand();
            command.CommandText = "delete from message";
            return command.ExecuteNonQuery();
        }));
    }

    [Fact]
    public void Reading_before_the_first_start_says_so() =>
        Assert.Contains("no database", Assert.Throws<StorageUnavailableException>(() => Database.OpenReadOnly(Folder)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_full_disk_fails_every_write_of_the_batch_and_later_writes_succeed()
    {
        await using var stores = await Stores.OpenAsync(Folder);
        var pages = await stores.Database.WriteAsync((c, _) => Scalar(c, "pragma page_count"));
        await stores.Database.WriteAsync((c, _) => Scalar(c, $"pragma max_page_count = {pages}"));

        var full = await Assert.ThrowsAsync<StorageUnavailableException>(() => stores.DialogVersions.SaveAsync("ikp", "h1", new string('x', 100_000)));
        Assert.Contains("is full", full.Message, StringComparison.Ordinal);
        Assert.Null(stores.DialogVersions.Find("ikp", "h1"));

        await stores.Database.WriteAsync((c, _) => Scalar(c, "pragma max_page_count = 1000000"));
        await stores.DialogVersions.SaveAsync("ikp", "h1", new string('x', 100_000));
        Assert.NotNull(stores.DialogVersions.Find("ikp", "h1"));
    }

    [Fact]
    public async Task A_lock_of_another_program_is_the_worlds_failure_and_later_writes_succeed()
    {
        await using var stores = await Stores.OpenAsync(Folder, Impatient);
        using (var other = Raw())
        {
            Run(other, "begin immediate");
            var locked = await Assert.ThrowsAsync<StorageUnavailableException>(() => stores.DialogVersions.SaveAsync("ikp", "h1", "x"));
            Assert.Contains("locked by another program", locked.Message, StringComparison.Ordinal);
            Run(other, "rollback");
        }

        await stores.DialogVersions.SaveAsync("ikp", "h1", "x");
        Assert.Equal("x", stores.DialogVersions.Find("ikp", "h1"));
    }

    [Fact]
    public async Task A_database_that_vanished_is_the_worlds_failure_and_a_wrong_statement_is_ours()
    {
        await using var stores = await Stores.OpenAsync(Folder);
        File.Move(Folder.DatabasePath, Path.Combine(_path, "elsewhere"));

        // A read inside a read needs a second connection, and that one finds nothing to open.
        var gone = Assert.Throws<StorageUnavailableException>(() => stores.Database.Read(_ => stores.Wakes.ReadDue(DateTimeOffset.MaxValue, 1)));
        Assert.Contains("cannot be opened", gone.Message, StringComparison.Ordinal);
        Assert.Throws<SqliteException>(() => stores.Database.Read(c => Scalar(c, "select nothing from nowhere")));
        File.Move(Path.Combine(_path, "elsewhere"), Folder.DatabasePath);
    }

    [Fact]
    public async Task After_an_erasure_the_log_is_emptied_as_soon_as_no_reader_stands_in_it()
    {
        await using var stores = await Stores.OpenAsync(Folder, new DatabaseOptions { ScrubPause = TimeSpan.FromMilliseconds(20) });
        var chat = new Chat(stores, "chat");
        await chat.SayAsync("halo");
        using var reader = Raw();
        Run(reader, "begin");
        Assert.Equal(0, Scalar(reader, "select count(*) from answer"));

        var started = TimeProvider.System.GetTimestamp();
        await chat.SayAsync("hapus", new Effect.ErasePerson());
        await stores.DialogVersions.SaveAsync("ikp", "h1", "x");

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 4);
        var log = new FileInfo(Folder.DatabasePath + "-wal");
        Assert.NotEqual(0, log.Length);
        Run(reader, "rollback");
        await Until(() =>
        {
            log.Refresh();
            return log.Length == 0;
        });
    }

    [Fact]
    public async Task Closing_finishes_what_was_queued_and_leaves_one_file()
    {
        var stores = await Stores.OpenAsync(Folder);
        var writes = Enumerable.Range(0, 200).Select(i => stores.DialogVersions.SaveAsync("ikp", $"h{i}", "x")).ToArray();
        await stores.DisposeAsync();
        await Task.WhenAll(writes);

        Assert.False(File.Exists(Folder.DatabasePath + "-wal"));
        await using var again = await Stores.OpenAsync(Folder);
        Assert.NotNull(again.DialogVersions.Find("ikp", "h199"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stores.Database.WriteAsync((_, _) => 0));
    }

    [Fact]
    public async Task A_cancelled_write_is_not_made()
    {
        await using var stores = await Stores.OpenAsync(Folder);
        using var cancel = new CancellationTokenSource();
        var block = new TaskCompletionSource();
        var first = stores.Database.WriteAsync((_, _) =>
        {
            block.Task.Wait();
            return 0;
        });
        var ran = false;
        var second = stores.Database.WriteAsync((_, _) => ran = true, cancel.Token);
        await cancel.CancelAsync();
        block.SetResult();
        await first;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(ran);
    }

    /// <summary>Nobody tells when the writer emptied its log.</summary>
    private static async Task Until(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 20);
            await Task.Yield();
        }
    }

    private async Task CreateAsync()
    {
        await using var stores = await Stores.OpenAsync(Folder);
    }

    private async Task RefusedAsync(string part)
    {
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => Stores.OpenAsync(Folder, Impatient));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private SqliteConnection Raw()
    {
        var connection = new SqliteConnection($"Data Source={Folder.DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
