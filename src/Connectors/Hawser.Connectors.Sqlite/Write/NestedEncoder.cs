using System.Buffers;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Nested values as JSON.</summary>
internal sealed unsafe class NestedEncoder(int parameter, Field field) : CellEncoder(parameter)
{
    private const nint Transient = -1;

    private readonly JsonValueWriter _writer = new(field);
    private readonly ArrayBufferWriter<byte> _text = new();

    public override string MisfitReason => "holds a text that is no valid UTF-8";

    protected override int BindValue(nint statement, int row)
    {
        _text.ResetWrittenCount();
        try
        {
            _writer.Write(Column, row, _text);
        }
        catch (ArrowException)
        {
            return Misfit;
        }

        fixed (byte* text = _text.WrittenSpan)
        {
            return NativeBind.Text(statement, Parameter, text, (ulong)_text.WrittenCount, Transient, NativeBind.Utf8);
        }
    }
}
