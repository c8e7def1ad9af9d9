using System.Globalization;
using System.Text;
using KotanBot.Fakes.Api;

namespace KotanBot.Fakes.Texts;

/// <summary>
/// Telegram's HTML: its tags only, strictly nested; an unknown name after an ampersand stays as it stands. Offsets in complaints count
/// bytes of UTF-8, as the real server's do.
/// </summary>
internal sealed class HtmlText
{
    private static readonly HashSet<string> Tags =
    [
        "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "span", "pre", "code", "blockquote",
    ];

    private readonly string _source;
    private readonly StringBuilder _plain = new();
    private readonly Stack<OpenTag> _open = new();
    private readonly List<TextEntity> _entities = [];
    private int _at;

    private HtmlText(string source) => _source = source;

    public static FormattedText Parse(string source) => new HtmlText(source).Read();

    private FormattedText Read()
    {
        while (_at < _source.Length)
        {
            if (Here == '&' && TryReadCharacter(_plain))
                continue;
            if (Here != '<')
                _plain.Append(_source[_at++]);
            else if (Peek(1) == '/')
                ReadEnd();
            else
                ReadStart();
        }
        if (_open.TryPeek(out var left))
            throw CannotParse($"Can't find end tag corresponding to start tag \"{left.Name}\"");
        // The language of <code> counts inside <pre> only.
        var entities = _entities.Select(e => e.Type == "code" ? e with { Argument = null } : e);
        return new(_plain.ToString(), [.. entities.OrderBy(e => e.Offset).ThenByDescending(e => e.Length)]);
    }

    private char Here => Peek(0);

    private char Peek(int ahead) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private void ReadStart()
    {
        var start = _at++;
        var name = ReadWhile(c => !char.IsWhiteSpace(c) && c != '>').ToLowerInvariant();
        if (_at >= _source.Length)
            throw CannotParse($"Unclosed start tag at byte offset {Bytes(start)}");
        if (!Tags.Contains(name))
            throw CannotParse($"Unsupported start tag \"{name}\" at byte offset {Bytes(start)}");
        string? argument = null;
        for (; ; )
        {
            ReadWhile(char.IsWhiteSpace);
            if (Here == '>')
                break;
            argument = ReadAttribute(name, start) ?? argument;
        }
        _at++;
        if (name == "span" && argument != "spoiler")
            throw CannotParse($"Tag \"span\" must have class \"tg-spoiler\" at byte offset {Bytes(start)}");
        _open.Push(new(name, argument, _plain.Length));
    }

    private string? ReadAttribute(string tag, int start)
    {
        var name = ReadWhile(c => !char.IsWhiteSpace(c) && c is not ('=' or '>' or '/' or '"' or '\''));
        if (name.Length == 0)
            throw CannotParse(_at >= _source.Length ? $"Unclosed start tag \"{tag}\" at byte offset {Bytes(start)}" : $"Empty attribute name in the tag \"{tag}\" at byte offset {Bytes(start)}");
        ReadWhile(char.IsWhiteSpace);
        var value = "";
        if (Here == '=')
        {
            _at++;
            ReadWhile(char.IsWhiteSpace);
            value = ReadValue();
        }
        if (_at >= _source.Length)
            throw CannotParse($"Unclosed start tag \"{tag}\" at byte offset {Bytes(start)}");
        return (tag, name) switch
        {
            ("a", "href") => value,
            ("code", "class") when value.StartsWith("language-", StringComparison.Ordinal) => value["language-".Length..],
            ("span", "class") when value.StartsWith("tg-", StringComparison.Ordinal) => value["tg-".Length..],
            ("tg-emoji", "emoji-id") => value,
            ("blockquote", "expandable") => "1",
            _ => null,
        };
    }

    private string ReadValue()
    {
        var start = _at;
        if (Here is not ('"' or '\''))
        {
            var token = ReadWhile(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
            if (_at < _source.Length && !char.IsWhiteSpace(Here) && Here != '>')
                throw CannotParse($"Unexpected end of name token at byte offset {Bytes(start)}");
            return token.ToLowerInvariant();
        }
        var quote = _source[_at++];
        var value = new StringBuilder();
        while (_at < _source.Length && Here != quote)
            if (Here != '&' || !TryReadCharacter(value))
                value.Append(_source[_at++]);
        _at++;
        return value.ToString();
    }

    private void ReadEnd()
    {
        var start = _at;
        if (!_open.TryPeek(out var tag))
            throw CannotParse($"Unexpected end tag at byte offset {Bytes(start)}");
        _at += 2;
        var name = ReadWhile(c => !char.IsWhiteSpace(c) && c != '>').ToLowerInvariant();
        ReadWhile(char.IsWhiteSpace);
        if (Here != '>')
            throw CannotParse($"Unclosed end tag at byte offset {Bytes(start)}");
        if (name.Length > 0 && name != tag.Name)
            throw CannotParse($"Unmatched end tag at byte offset {Bytes(start)}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        _at++;
        _open.Pop();
        if (_plain.Length > tag.Offset)
            Close(tag);
    }

    private void Close(OpenTag tag)
    {
        var length = _plain.Length - tag.Offset;
        var type = tag.Name switch
        {
            "b" or "strong" => "bold",
            "i" or "em" => "italic",
            "s" or "strike" or "del" => "strikethrough",
            "u" or "ins" => "underline",
            "tg-spoiler" or "span" => "spoiler",
            "tg-emoji" => "custom_emoji",
            "a" => "text_link",
            "blockquote" => tag.Argument is null ? "blockquote" : "expandable_blockquote",
            _ => tag.Name,
        };
        if (type is "pre" or "code" && _entities is [.., { Type: "code" or "pre" } inner] && inner.Offset == tag.Offset && inner.Length == length)
        {
            // <pre><code class="language-x"> is one block with a language.
            _entities[^1] = new("pre", tag.Offset, length, inner.Argument ?? tag.Argument);
            return;
        }
        var link = type == "text_link" ? Link(tag.Argument is { Length: > 0 } href ? href : _plain.ToString(tag.Offset, length)) : null;
        if (type == "text_link" && link is null)
            return;
        _entities.Add(new(type, tag.Offset, length, type switch { "text_link" => link, "custom_emoji" or "code" => tag.Argument, _ => null }));
    }

    /// <summary>A link that leads nowhere loses its formatting, not its text.</summary>
    internal static string? Link(string url) =>
        Uri.TryCreate(url.Contains(':') ? url : "http://" + url, UriKind.Absolute, out var link) && (link.Scheme is "http" or "https" or "tg" or "ton") && link.Host.Length > 0
            ? link.ToString()
            : null;

    private bool TryReadCharacter(StringBuilder into)
    {
        var end = _at + 1;
        while (end < _source.Length && end - _at < 10 && (char.IsAsciiLetterOrDigit(_source[end]) || _source[end] == '#'))
            end++;
        var name = _source[(_at + 1)..end];
        var code = name switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            ['#', 'x', .. var hex] when int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) => value,
            ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
            _ => 0,
        };
        if (!Rune.IsValid(code) || code == 0)
            return false;
        into.Append(new Rune(code).ToString());
        _at = end < _source.Length && _source[end] == ';' ? end + 1 : end;
        return true;
    }

    private string ReadWhile(Func<char, bool> fits)
    {
        var start = _at;
        while (_at < _source.Length && fits(_source[_at]))
            _at++;
        return _source[start.._at];
    }

    private int Bytes(int position) => Encoding.UTF8.GetByteCount(_source.AsSpan(0, position));

    private static ApiFault CannotParse(string why) => ApiFault.BadRequest($"can't parse entities: {why}");

    private sealed record OpenTag(string Name, string? Argument, int Offset);
}
