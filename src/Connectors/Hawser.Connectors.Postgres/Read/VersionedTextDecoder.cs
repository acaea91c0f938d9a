using System.Text.Unicode;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>jsonb and others whose text comes behind a byte with the version of the form, which is 1.</summary>
internal sealed class VersionedTextDecoder(VarBinaryBuilder builder, string type) : CopyDecoder(builder)
{
    private const byte Version = 1;

    private readonly VarBinaryBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] != Version)
        {
            WireValue.Throw(type, value.IsEmpty ? "is empty" : $"has the version {value[0]}; {Version} is known");
        }

        if (!Utf8.IsValid(value[1..]))
        {
            TextDecoder.ThrowMisfit(value[1..]);
        }

        _builder.Append(value[1..]);
    }
}
