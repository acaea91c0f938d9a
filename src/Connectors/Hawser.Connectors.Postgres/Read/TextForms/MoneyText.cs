using System.Buffers;
using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>money: its digits without the currency, which is the database's and not the value's.</summary>
/// <param name="scale">Digits behind the point.</param>
internal sealed class MoneyText(int scale) : ITextForm
{
    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != sizeof(long))
        {
            WireValue.ThrowLength(value, sizeof(long), "money");
        }

        Arrow.DecimalText.Write(BinaryPrimitives.ReadInt64BigEndian(value), scale, output);
    }
}
