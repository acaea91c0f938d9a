using System.Buffers.Text;
using System.Globalization;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>SQL literals back into the values that they stand for, storage class included.</summary>
internal sealed unsafe class LiteralEncoder(int parameter) : CellEncoder(parameter)
{
    private const nint Transient = -1;

    public override string MisfitReason => "is no SQL literal";

    protected override int BindValue(nint statement, int row)
    {
        ReadOnlySpan<byte> literal = Column.GetBytes(row);
        if (Utf8Parser.TryParse(literal, out long integer, out int consumed) && consumed == literal.Length)
        {
            return NativeBind.Int64(statement, Parameter, integer);
        }

        if (LiteralText.TryParseText(literal, out byte[] text))
        {
            return BindBytes(statement, text, isText: true);
        }

        if (LiteralText.TryParseHexadecimal(literal, out byte[] bytes, out bool isText))
        {
            return BindBytes(statement, bytes, isText);
        }

        return TryParseReal(literal, out double real) ? NativeBind.Double(statement, Parameter, real) : Misfit;
    }

    private static bool TryParseReal(ReadOnlySpan<byte> literal, out double real)
    {
        bool isNumber = double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out real);
        return isNumber && !literal.IsEmpty && char.IsAsciiDigit((char)literal[^1]);
    }

    private int BindBytes(nint statement, ReadOnlySpan<byte> value, bool isText)
    {
        byte none = 0;
        fixed (byte* start = value)
        {
            byte* address = value.IsEmpty ? &none : start;
            return isText
                ? NativeBind.Text(statement, Parameter, address, (ulong)value.Length, Transient, NativeBind.Utf8)
                : NativeBind.Blob(statement, Parameter, address, (ulong)value.Length, Transient);
        }
    }
}
