using System.Text.Unicode;

namespace Hawser.Arrow;

/// <summary>Text is valid UTF-8: the whole column in one vectorised pass, row by row only when that fails.</summary>
internal static class Utf8Check
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        if (new ColumnBytes(array).IsUtf8(0, array.Length))
        {
            return;
        }

        for (int row = 0; row < array.Length; row++)
        {
            if (!array.IsNull(row) && !Utf8.IsValid(array.GetBytes(row)))
            {
                ReadOnlySpan<byte> value = array.GetBytes(row);
                path.Throw(row, $"the text is not valid UTF-8 (bytes {Convert.ToHexString(value[..Math.Min(value.Length, 16)])}{(value.Length > 16 ? "…" : "")}).");
            }
        }
    }
}
