using System.Text;

namespace KotanBot.Tests.Media;

/// <summary>Black pictures of 8 by 6 points, as libvips and exiftool wrote them, for tests that run without either.</summary>
internal static class SmallPhoto
{
    /// <summary>Without any metadata.</summary>
    public static byte[] Jpeg => Convert.FromBase64String(
        "/9j/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAGAAgBAREA/8QAHwAA" +
        "AQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcY" +
        "GRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJ" +
        "ytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z");

    /// <summary>To be turned (6), and taken at 10.7421 S, 123.0512 E.</summary>
    public static byte[] JpegWithPlace => Convert.FromBase64String(
        "/9j/4QDgRXhpZgAASUkqAAgAAAAGABIBAwABAAAABgAAABoBBQABAAAAVgAAABsBBQABAAAAXgAAACgBAwABAAAAAgAAABMCAwABAAAAAQAAACWIBAABAAAA" +
        "ZgAAAAAAAABIAAAAAQAAAEgAAAABAAAABQAAAAEABAAAAAIDAAABAAIAAgAAAFMAAAACAAUAAwAAAKgAAAADAAIAAgAAAEUAAAAEAAUAAwAAAMAAAAAAAAAA" +
        "CgAAAAEAAAAsAAAAAQAAABUDAAAZAAAAewAAAAEAAAADAAAAAQAAAGwAAAAZAAAA/9sAQwAIBgYHBgUIBwcHCQkICgwUDQwLCwwZEhMPFB0aHx4dGhwcICQu" +
        "JyAiLCMcHCg3KSwwMTQ0NB8nOT04MjwuMzQy/8AACwgABgAIAQERAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQE" +
        "AAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3" +
        "eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAAgBAQAAPwD5/r//" +
        "2Q==");

    /// <summary>Without any metadata.</summary>
    public static byte[] Png => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAAAAADbboAnAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWNgIAcAAAA2AAHjaZSbAAAAAElFTkSuQmCC");

    /// <summary>Lossless, without any metadata.</summary>
    public static byte[] Webp => Convert.FromBase64String(
        "UklGRiAAAABXRUJQVlA4TBMAAAAvB0ABAAcQEf0PAAThf9tERP9DAA==");

    /// <summary>A picture of its own for every mark, which stands in its image data and so survives the cleaning.</summary>
    public static byte[] Marked(string mark) => [.. Jpeg.AsSpan(0, Jpeg.Length - 2), .. Encoding.UTF8.GetBytes(mark), 0xFF, 0xD9];
}
