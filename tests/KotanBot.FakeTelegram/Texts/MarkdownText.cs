using System.Text;
using KotanBot.Fakes.Api;

namespace KotanBot.Fakes.Texts;

/// <summary>Telegram's MarkdownV2: every reserved character is formatting or has a backslash before it.</summary>
internal sealed class MarkdownText
{
    private const string Reserved = "_*[]()~`>#+-=|{}.!";
    private readonly string _source;
    private readonly StringBuilder _plain = new();
    private readonly Stack<OpenMark> _open = new();
    private readonly List<TextEntity> _entities = [];
    private int _at;

    private MarkdownText(string source) => _source = source;

    public static FormattedText Parse(string source) => new MarkdownText(source).Read();

    private FormattedText Read()
    {
        while (_at < _source.Length)
        {
            var c = _source[_at];
            if (c == '\\' && Peek(1) is > '\0' and <= '~')
            {
                _plain.Append(Peek(1));
                _at += 2;
            }
            else if (c == '\n')
                ReadLineEnd();
            else if (IsCode ? c != '`' : !Reserved.Contains(c))
                _plain.Append(_source[_at++]);
            else if (!TryClose())
                Open(c);
        }
        CloseQuote();
        if (_open.TryPeek(out var left))
            throw NoEnd(left);
        return new(_plain.ToString(), [.. _entities.OrderBy(e => e.Offset).ThenByDescending(e => e.Length)]);
    }

    private bool IsCode => _open.TryPeek(out var mark) && mark.Type is "code" or "pre";

    private char Peek(int ahead) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private bool Follows(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void ReadLineEnd()
    {
        if (!IsCode && Peek(1) != '>')
            CloseQuote();
        _plain.Append('\n');
        _at++;
        if (Peek(0) == '>' && _open.Any(m => m.Type == "blockquote"))
            _at++;
    }

    private void CloseQuote()
    {
        if (_open.All(m => m.Type != "blockquote"))
            return;
        var expands = _open.Peek() is { Type: "spoiler" } spoiler && spoiler.Offset == _plain.Length;
        if (expands)
            _open.Pop();
        var mark = _open.Pop();
        if (mark.Type != "blockquote")
            throw NoEnd(mark);
        Add(mark with { Type = expands ? "expandable_blockquote" : "blockquote" }, null);
    }

    private void Open(char c)
    {
        var start = _at;
        var (type, width) = c switch
        {
            '_' when Peek(1) == '_' => ("underline", 2),
            '_' => ("italic", 1),
            '*' => ("bold", 1),
            '~' => ("strikethrough", 1),
            '|' when Peek(1) == '|' => ("spoiler", 2),
            '[' => ("text_link", 1),
            '!' when Peek(1) == '[' => ("custom_emoji", 2),
            '`' when Follows("```") => ("pre", 3),
            '`' => ("code", 1),
            '>' when _plain.Length == 0 || _plain[^1] == '\n' => ("blockquote", 1),
            _ => throw CannotParse($"Character '{c}' is reserved and must be escaped with the preceding '\\'"),
        };
        _at += width;
        _open.Push(new(type, type == "pre" ? ReadLanguage() : null, _plain.Length, start));
    }

    private string? ReadLanguage()
    {
        var end = _at;
        while (end < _source.Length && !char.IsWhiteSpace(_source[end]) && _source[end] != '`')
            end++;
        string? language = null;
        if (end > _at && end < _source.Length && _source[end] != '`')
        {
            language = _source[_at..end];
            _at = end;
        }
        if (Peek(0) == '\r' && Peek(1) == '\n')
            _at += 2;
        else if (Peek(0) is '\n' or '\r')
            _at++;
        return language;
    }

    private bool TryClose()
    {
        if (!_open.TryPeek(out var mark))
            return false;
        var width = mark.Type switch
        {
            "bold" when Follows("*") => 1,
            "italic" when Follows("_") && !Follows("__") => 1,
            "underline" when Follows("__") => 2,
            "strikethrough" when Follows("~") => 1,
            "spoiler" when Follows("||") => 2,
            "code" when Follows("`") => 1,
            "pre" when Follows("```") => 3,
            "text_link" or "custom_emoji" when Follows("]") => 1,
            _ => 0,
        };
        if (width == 0)
            return false;
        _at += width;
        _open.Pop();
        var argument = mark.Type switch
        {
            "text_link" => HtmlText.Link(Peek(0) == '(' ? ReadUrl() : _plain.ToString(mark.Offset, _plain.Length - mark.Offset)),
            "custom_emoji" => EmojiId(),
            _ => mark.Argument,
        };
        if (mark.Type != "text_link" || argument is not null)
            Add(mark, argument);
        return true;
    }

    private string EmojiId()
    {
        const string Prefix = "tg://emoji?id=";
        if (Peek(0) != '(')
            throw CannotParse("The entity must contain a tg://emoji or tg://time URL");
        var url = ReadUrl();
        return url.StartsWith(Prefix, StringComparison.Ordinal) ? url[Prefix.Length..] : throw CannotParse("Invalid custom emoji identifier specified");
    }

    private string ReadUrl()
    {
        var start = ++_at;
        var url = new StringBuilder();
        while (_at < _source.Length && _source[_at] != ')')
        {
            if (_source[_at] == '\\' && Peek(1) is > '\0' and <= '~')
                _at++;
            url.Append(_source[_at++]);
        }
        if (_at >= _source.Length)
            throw CannotParse($"Can't find end of a URL at byte offset {Bytes(start)}");
        _at++;
        return url.ToString();
    }

    private void Add(OpenMark mark, string? argument)
    {
        if (_plain.Length > mark.Offset)
            _entities.Add(new(mark.Type, mark.Offset, _plain.Length - mark.Offset, argument));
    }

    private int Bytes(int position) => Encoding.UTF8.GetByteCount(_source.AsSpan(0, position));

    private static string Spoken(string type) => type switch
    {
        "text_link" => "TextUrl",
        "custom_emoji" => "CustomEmoji",
        "blockquote" => "BlockQuote",
        _ => char.ToUpperInvariant(type[0]) + type[1..],
    };

    private ApiFault NoEnd(OpenMark mark) => CannotParse($"Can't find end of {Spoken(mark.Type)} entity at byte offset {Bytes(mark.Start)}");

    private static ApiFault CannotParse(string why) => ApiFault.BadRequest($"can't parse entities: {why}");

    private sealed record OpenMark(string Type, string? Argument, int Offset, int Start);
}
