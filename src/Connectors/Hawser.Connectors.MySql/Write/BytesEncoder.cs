using System.Globalization;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Bytes as they are: binary, blob, geometry in the server's own form, uuid.</summary>
/// <param name="exactBytes">The length of each value in a column that fills shorter ones with zeros; null for any length.</param>
internal sealed class BytesEncoder(int? exactBytes = null) : FieldEncoder
{
    private ColumnBytes _bytes;

    public override bool TryWrite(int row, LoadOutput output)
    {
        ReadOnlySpan<byte> bytes = _bytes.Of(row);
        if (exactBytes is { } exact && bytes.Length != exact)
        {
            return Refuse(string.Create(CultureInfo.InvariantCulture, $"has {bytes.Length} bytes, and the column keeps {exact}, filled with zeros"));
        }

        output.Escaped(bytes);
        return true;
    }

    protected override void BeginCore() => _bytes = new ColumnBytes(Column);
}
