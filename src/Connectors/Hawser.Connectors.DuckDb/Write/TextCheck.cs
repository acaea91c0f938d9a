using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>DuckDB trusts that VARCHAR is valid UTF-8, so whatever goes in is checked.</summary>
internal static class TextCheck
{
    /// <exception cref="CellMisfitException">A text is not valid UTF-8.</exception>
    public static void Validate(ArrowArray source, in ColumnBytes bytes, int row, int count)
    {
        if (bytes.IsUtf8(row, count))
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
}
