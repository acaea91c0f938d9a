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
    private const uint MostYears = 9999;
    private const uint DaysOfEveryMonth = 28;

    private readonly FixedWidthBuilder<int> _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendBinary(ref PacketCursor row)
    {
        ReadOnlySpan<byte> bytes = row.Bytes(row.Byte());
        if (bytes.Length == DateBytes)
        {
            uint year = BinaryPrimitives.ReadUInt16LittleEndian(bytes), month = bytes[2], day = bytes[3];
            if (year - 1 < MostYears && month - 1 < 12 && day - 1 < DaysOfEveryMonth)
            {
                _builder.Append(MomentParts.DaysOf(year, month, day));
                return;
            }
        }

        Append(MomentParts.Of(bytes, row.Offset));
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
