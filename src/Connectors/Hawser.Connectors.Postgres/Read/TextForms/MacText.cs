using System.Buffers;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>macaddr and macaddr8.</summary>
/// <param name="width">6 or 8 bytes.</param>
internal sealed class MacText(int width) : ITextForm
{
    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != width)
        {
            WireValue.ThrowLength(value, width, width == 6 ? "macaddr" : "macaddr8");
        }

        for (int i = 0; i < value.Length; i++)
        {
            if (i > 0)
            {
                output.Write(':');
            }

            HexText.Write(value.Slice(i, 1), output);
        }
    }
}
