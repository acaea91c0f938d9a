using System.Runtime.CompilerServices;
using System.Diagnostics.CodeAnalysis;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.Values;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Types of fixed width on both sides.</summary>
internal sealed class FixedDecoder<T, TWire>(FixedWidthBuilder<T> builder) : CopyDecoder(builder)
    where T : unmanaged
    where TWire : struct, IWireValue<T>
{
    private readonly FixedWidthBuilder<T> _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(ReadOnlySpan<byte> value)
    {
        if (value.Length != TWire.Width)
        {
            WireValue.ThrowLength(value, TWire.Width, TWire.Name);
        }

        if (!TWire.TryRead(value, out T read))
        {
            ThrowMisfit(value);
        }

        _builder.Append(read);
    }

    [DoesNotReturn]
    private static void ThrowMisfit(ReadOnlySpan<byte> value) => throw new CellMisfitException(TWire.Explain(value));
}
