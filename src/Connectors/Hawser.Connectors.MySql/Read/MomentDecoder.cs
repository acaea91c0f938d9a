using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Read;

/// <summary>datetime and timestamp; the session's time zone is UTC.</summary>
internal sealed class MomentDecoder(FixedWidthBuilder<long> builder, bool nullsZeroDates) : CalendarDecoder(builder, hasTime: true, nullsZeroDates)
{
    private readonly FixedWidthBuilder<long> _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendBinary(ref PacketCursor row) => Append(MomentParts.Read(ref row));

    public override void AppendText(ReadOnlySpan<byte> value) => Append(MomentParts.Parse(value));

    private void Append(MomentParts parts)
    {
        if (parts.IsReal)
        {
            _builder.Append(parts.Microseconds);
        }
        else
        {
            AppendUnreal(parts);
        }
    }
}
