using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>DuckDB trusts that VARCHAR is valid UTF-8, so whatever goes in is checked.</summary>
internal static unsafe class TextCheck
{
    /// <exception cref="CellMisfitException">A text is not valid UTF-8.</exception>
    public static void Validate(ArrowArray source, int row, int count, bool isLarge)
    {
        var (start, end) = Bounds(source, row, count, isLarge);
        if (end - start <= int.MaxValue && IsWholeRangeSound(source, row, count, start, (int)(end - start)))
        {
            return;
        }

        for (var i = row; i < row + count; i++)
        {
            if (!source.IsNull(i) && !Utf8.IsValid(source.GetBytes(i)))
            {
                throw new CellMisfitException(i, "the text is not valid UTF-8");
            }
        }
    }

    /// <summary>All texts at once: valid together, and no text begins inside a character.</summary>
    private static bool IsWholeRangeSound(ArrowArray source, int row, int count, long start, int length)
    {
        var bytes = new ReadOnlySpan<byte>(source.BytesPointer + start, length);
        if (System.Text.Ascii.IsValid(bytes))
        {
            return true;
        }

        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        for (var i = row; i < row + count; i++)
        {
            var text = source.GetBytes(i);
            if (!text.IsEmpty && (text[0] & 0xC0) == 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private static (long Start, long End) Bounds(ArrowArray source, int row, int count, bool isLarge)
    {
        var at = (long)source.Offset + row;
        return isLarge
            ? (((long*)source.DataPointer)[at], ((long*)source.DataPointer)[at + count])
            : (((int*)source.DataPointer)[at], ((int*)source.DataPointer)[at + count]);
    }
}
