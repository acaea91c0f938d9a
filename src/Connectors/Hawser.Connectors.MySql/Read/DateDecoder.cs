using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>date.</summary>
internal sealed class DateDecoder(FixedWidthBuilder<int> builder, bool nullsZeroDates) : CellDecoder(builder)
{
    private readonly FixedWidthBuilder<int> _builder = builder;
    private long _nulledCount;

    public override long NulledCount => _nulledCount;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendBinary(ref PacketCursor row) => Append(MomentParts.Read(ref row));

    public override void AppendText(ReadOnlySpan<byte> value) => Append(MomentParts.Parse(value));

    private void Append(MomentParts parts)
    {
        if (parts.IsReal)
        {
            _builder.Append(parts.Days);
            return;
        }

        if (!nullsZeroDates)
        {
            throw new CellMisfitException($"the calendar has no {parts.ToText(hasTime: false, 0)}");
        }

        _nulledCount++;
        AppendNull();
    }
}
