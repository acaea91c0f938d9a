using System.Runtime.CompilerServices;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Types whose binary form is their text. A database with the encoding SQL_ASCII may hold any bytes; what is no UTF-8 is refused.</summary>
internal sealed class TextDecoder(VarBinaryBuilder builder) : CopyDecoder(builder)
{
    private readonly VarBinaryBuilder _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
        {
            ThrowMisfit(value);
        }

        _builder.Append(value);
    }

    [DoesNotReturn]
    internal static void ThrowMisfit(ReadOnlySpan<byte> value) => throw new CellMisfitException($"the text {BytesText.Describe(value)} is no valid UTF-8");
}
