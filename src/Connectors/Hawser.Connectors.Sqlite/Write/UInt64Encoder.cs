using System.Buffers.Text;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Unsigned 64-bit integers as INTEGER; above the target's largest as TEXT where the column converts nothing, refused otherwise.</summary>
internal sealed unsafe class UInt64Encoder(int parameter, bool isWide, ulong most) : CellEncoder(parameter)
{
    private const int Digits = 20;

    private readonly byte[] _text = GC.AllocateArray<byte>(Digits, pinned: true);
    private ulong* _values;

    public override string MisfitReason => $"lies outside 0 to {most}";

    protected override void BeginCore() => _values = (ulong*)Column.DataPointer + Column.Offset;

    protected override int BindValue(nint statement, int row)
    {
        ulong value = _values[row];
        if (value <= most)
        {
            return NativeBind.Int64(statement, Parameter, (long)value);
        }

        if (!isWide)
        {
            return Misfit;
        }

        Utf8Formatter.TryFormat(value, _text, out int length);
        fixed (byte* text = _text)
        {
            return NativeBind.Text(statement, Parameter, text, (ulong)length, 0, NativeBind.Utf8);
        }
    }
}
