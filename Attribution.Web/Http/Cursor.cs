using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Attribution.Web.Http;

/// <summary>The opaque <c>cursor</c> of a list: where its next page starts.</summary>
internal static class Cursor
{
    public static string Of(int skip) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(skip.ToString(CultureInfo.InvariantCulture)));

    /// <summary>How many items come before the page; null for a cursor that no answer gave.</summary>
    public static int? Read(string cursor)
    {
        if (cursor.Length == 0)
        {
            return 0;
        }

        Span<byte> text = stackalloc byte[16];
        return cursor.Length <= 16 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, text, out var length)
            && int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
                ? skip
                : null;
    }
}
