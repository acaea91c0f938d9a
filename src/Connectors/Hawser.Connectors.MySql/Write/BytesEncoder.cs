using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Bytes as they are: binary, blob, geometry in the server's own form, uuid.</summary>
/// <param name="exactBytes">The length of each value in a column that fills shorter ones with zeros; null for any length.</param>
internal sealed unsafe class BytesEncoder(int? exactBytes = null) : FieldEncoder
{
    private ColumnBytes _bytes;

    public override bool TryWrite(int row, LoadOutput output)
    {
        byte* bytes = _bytes.Of(row, out long length);
        if (length > LoadOutput.MostValueBytes)
        {
            return Refuse(LoadOutput.TooLong);
        }

        if (exactBytes is { } exact && length != exact)
        {
            return Refuse(string.Create(CultureInfo.InvariantCulture, $"has {length} bytes, and the column keeps {exact}, filled with zeros"));
        }

        output.Escaped(new ReadOnlySpan<byte>(bytes, (int)length));
        return true;
    }

    protected override void BeginCore() => _bytes = new ColumnBytes(Column);
}
