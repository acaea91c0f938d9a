using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Texts and bytes of any length, bound where they lie.</summary>
internal sealed unsafe class BytesEncoder(int parameter, bool isText, ValueGuard? guard = null) : CellEncoder(parameter)
{
    public override string MisfitReason => guard?.Reason ?? base.MisfitReason;

    protected override int BindValue(nint statement, int row)
    {
        ReadOnlySpan<byte> value = Column.GetBytes(row);
        return guard is not null && !guard.Accepts(value) ? Misfit : Bind(statement, Parameter, value, isText);
    }

    /// <summary>Binds bytes that stay where they are. An empty value needs an address too: a null pointer would bind NULL.</summary>
    public static int Bind(nint statement, int parameter, ReadOnlySpan<byte> value, bool isText)
    {
        byte none = 0;
        fixed (byte* start = value)
        {
            byte* address = value.IsEmpty ? &none : start;
            nint destructor = value.IsEmpty ? -1 : 0;
            return isText
                ? NativeBind.Text(statement, parameter, address, (ulong)value.Length, destructor, NativeBind.Utf8)
                : NativeBind.Blob(statement, parameter, address, (ulong)value.Length, destructor);
        }
    }
}
