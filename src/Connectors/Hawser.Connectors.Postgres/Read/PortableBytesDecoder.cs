using Hawser.Arrow;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>The server's own bytes of arrays and composites, with the numbers of users' types blanked: they are others in every database.</summary>
internal sealed class PortableBytesDecoder(VarBinaryBuilder builder, PgType type) : CopyDecoder(builder)
{
    private readonly VarBinaryBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value)
    {
        Span<byte> kept = _builder.Reserve(value.Length)[..value.Length];
        value.CopyTo(kept);
        if (!RawNumbers.TryBlank(type, kept))
        {
            WireValue.Throw(type.Name, "is not of that type's binary form");
        }

        _builder.CommitAppend(value.Length);
    }
}
