using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Read;

/// <summary>date.</summary>
internal sealed class DateDecoder(FixedWidthBuilder<int> builder, bool nullsZeroDates) : CalendarDecoder(builder, hasTime: false, nullsZeroDates)
{
    private const int DateBytes = 4;

    private readonly FixedWidthBuilder<int> _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendBinary(ref PacketCursor row)
    {
        ReadOnlySpan<byte> bytes = row.Bytes(row.Byte());
        if (bytes.Length == DateBytes && CivilDate.TryToDays(BinaryPrimitives.ReadUInt16LittleEndian(bytes), bytes[2], bytes[3], out int days))
        {
            _builder.Append(days);
        }
        else
        {
            Append(MomentParts.Of(bytes, row.Offset));
        }
    }

    public override void AppendText(ReadOnlySpan<byte> value) => Append(MomentParts.Parse(value));

    private void Append(MomentParts parts)
    {
        if (parts.IsReal)
        {
            _builder.Append(parts.Days);
        }
        else
        {
            AppendUnreal(parts);
        }
    }
}
