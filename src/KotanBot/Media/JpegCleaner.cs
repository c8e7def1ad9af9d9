using System.Buffers;
using System.Buffers.Binary;

namespace KotanBot.Media;

/// <summary>
/// Copies the segments that a decoder needs and no others. A picture that breaks off in its image data, as phones on bad
/// networks send them, is taken and closed; anything else that is not well formed is refused.
/// </summary>
internal static class JpegCleaner
{
    private const byte Prefix = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Comment = 0xFE;
    private const int JfifLength = 14;
    private const int AdobeLength = 12;

    public static byte[]? Clean(ReadOnlySpan<byte> bytes, bool keepsPlace)
    {
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[Prefix, StartOfImage]))
            return null;
        var walk = new Walk(bytes, keepsPlace);
        return walk.Run() ? walk.Result() : null;
    }

    private ref struct Walk(ReadOnlySpan<byte> bytes, bool keepsPlace)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly ArrayBufferWriter<byte> _body = new(bytes.Length);
        private int _at = 2;
        private byte[]? _jfif;
        private PhotoFacts? _facts;
        private bool _hasFrame;
        private bool _hasScan;

        public readonly byte[] Result()
        {
            var whole = new ArrayBufferWriter<byte>(_body.WrittenCount + 256);
            whole.Write([Prefix, StartOfImage]);
            if (_jfif is not null)
                whole.Write(_jfif);
            if (ExifWriter.Write((_facts ?? PhotoFacts.None).Allowed(keepsPlace)) is { } exif)
                WriteSegment(whole, 0xE1, [.. "Exif\0\0"u8, .. exif]);
            whole.Write(_body.WrittenSpan);
            whole.Write([Prefix, EndOfImage]);
            return whole.WrittenSpan.ToArray();
        }

        /// <summary>False when the file is refused.</summary>
        public bool Run()
        {
            while (ReadMarker() is { } marker)
            {
                if (marker == EndOfImage)
                    return _hasScan;
                if (!IsSegment(marker))
                    return false;
                if (ReadSegment() is not { } length)
                    return _hasScan;
                var content = _bytes.Slice(_at - length, length);
                if (!TakeSegment(marker, content))
                    return false;
            }
            return _hasScan;
        }

        private bool TakeSegment(byte marker, ReadOnlySpan<byte> content)
        {
            if (marker is >= 0xE0 and <= 0xEF or Comment)
            {
                TakeApplicationData(marker, content);
                return true;
            }
            _hasFrame |= IsFrame(marker);
            if (marker == StartOfScan && !_hasFrame)
                return false;
            WriteSegment(_body, marker, content);
            if (marker != StartOfScan)
                return true;
            _hasScan = true;
            CopyScan();
            return true;
        }

        /// <summary>What changes the colours stays, cut to what is defined. A JFIF or JFXX preview may show what was cropped away, so it goes.</summary>
        private void TakeApplicationData(byte marker, ReadOnlySpan<byte> content)
        {
            if (marker == 0xE0 && content.StartsWith("JFIF\0"u8) && content.Length >= JfifLength)
            {
                var segment = new ArrayBufferWriter<byte>();
                WriteSegment(segment, marker, [.. content[..(JfifLength - 2)], 0, 0]);
                _jfif ??= segment.WrittenSpan.ToArray();
            }
            else if (marker == 0xE1 && content.StartsWith("Exif\0"u8) && content.Length > 6)
            {
                _facts ??= ExifReader.Read(content[6..]);
            }
            else if (marker == 0xE2 && content.StartsWith("ICC_PROFILE\0"u8))
            {
                WriteSegment(_body, marker, content);
            }
            else if (marker == 0xEE && content.StartsWith("Adobe"u8) && content.Length >= AdobeLength)
            {
                WriteSegment(_body, marker, content[..AdobeLength]);
            }
        }

        /// <summary>Null at the end of the bytes, or where something else than a marker stands.</summary>
        private byte? ReadMarker()
        {
            if (_at >= _bytes.Length || _bytes[_at] != Prefix)
                return null;
            while (_at < _bytes.Length && _bytes[_at] == Prefix)
                _at++;
            return _at < _bytes.Length ? _bytes[_at++] : null;
        }

        /// <summary>The length of the content, behind which the walk then stands.</summary>
        private int? ReadSegment()
        {
            if (_at > _bytes.Length - 2)
                return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(_bytes[_at..]);
            if (length < 2 || _at > _bytes.Length - length)
                return null;
            _at += length;
            return length - 2;
        }

        /// <summary>Entropy-coded data up to the next marker that is neither a stuffed byte nor a restart.</summary>
        private void CopyScan()
        {
            var start = _at;
            while (true)
            {
                var next = _bytes[_at..].IndexOf(Prefix);
                if (next < 0 || _at + next + 1 >= _bytes.Length)
                {
                    // It breaks off; a lone prefix at its end is none of it.
                    _at = _bytes.Length;
                    _body.Write(_bytes[start..(next < 0 ? _at : _at - 1)]);
                    return;
                }
                _at += next;
                if (_bytes[_at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                    break;
                _at += 2;
            }
            _body.Write(_bytes[start.._at]);
        }

        /// <summary>Tables, frames and scans, application data and comments; reserved and stand-alone markers do not belong between them.</summary>
        private static bool IsSegment(byte marker) => marker is (>= 0xC0 and <= 0xCF and not 0xC8) or (>= 0xDA and <= 0xDF) or (>= 0xE0 and <= 0xEF) or Comment;

        private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

        private static void WriteSegment(ArrayBufferWriter<byte> to, byte marker, ReadOnlySpan<byte> content)
        {
            Span<byte> head = [Prefix, marker, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
            to.Write(head);
            to.Write(content);
        }
    }
}
