using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Decimals, dates, times, timestamps and intervals as TEXT.</summary>
internal sealed unsafe class SpelledEncoder(int parameter) : CellEncoder(parameter)
{
    private const int LongestSpelling = 128;

    private readonly byte[] _text = GC.AllocateArray<byte>(LongestSpelling, pinned: true);

    public override string MisfitReason => "lies outside a day";

    protected override int BindValue(nint statement, int row)
    {
        int length = LeafText.Format(Column, row, _text);
        if (length == 0)
        {
            return Misfit;
        }

        fixed (byte* text = _text)
        {
            return NativeBind.Text(statement, Parameter, text, (ulong)length, 0, NativeBind.Utf8);
        }
    }
}
