using System.Buffers;
using System.Text;

namespace Attribution.Domain.Touches;

/// <summary>Percent-encoded text as addresses carry it.</summary>
internal static class PercentText
{
    /// <summary>Whether any <c>%XX</c> stands in the text.</summary>
    public static bool HasEscape(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = Next(text, at))
        {
            if (IsEscape(text, at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Decodes <c>%XX</c> as UTF-8; bad UTF-8 becomes U+FFFD, and a percent sign without two digits stays.</summary>
    public static string Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Decode(text, plusIsSpace, bytes);
        var decoded = Encoding.UTF8.GetString(bytes, 0, length);
        ArrayPool<byte>.Shared.Return(bytes);
        return decoded;
    }

    private static int Decode(ReadOnlySpan<char> text, bool plusIsSpace, Span<byte> into)
    {
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny('%', plusIsSpace ? '+' : '%');
            plain = plain < 0 ? text.Length : plain;
            length += Encoding.UTF8.GetBytes(text[..plain], into[length..]);
            text = text[plain..];
            if (text.IsEmpty)
            {
                break;
            }

            var escaped = IsEscape(text, 0);
            into[length++] = escaped ? Convert.FromHexString(text.Slice(1, 2))[0] : text[0] == '+' ? (byte)' ' : (byte)'%';
            text = text[(escaped ? 3 : 1)..];
        }

        return length;
    }

    private static bool IsEscape(ReadOnlySpan<char> text, int at) =>
        text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);

    private static int Next(ReadOnlySpan<char> text, int at) =>
        text[(at + 1)..].IndexOf('%') is var next and >= 0 ? at + 1 + next : -1;
}
