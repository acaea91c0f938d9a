using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>UUIDs as TEXT.</summary>
internal sealed unsafe class UuidEncoder(int parameter) : CellEncoder(parameter)
{
    private readonly byte[] _text = GC.AllocateArray<byte>(UuidSpelling.TextBytes, pinned: true);

    protected override int BindValue(nint statement, int row)
    {
        UuidSpelling.Format(Column.GetBytes(row), _text);
        fixed (byte* text = _text)
        {
            return NativeBind.Text(statement, Parameter, text, UuidSpelling.TextBytes, 0, NativeBind.Utf8);
        }
    }
}
