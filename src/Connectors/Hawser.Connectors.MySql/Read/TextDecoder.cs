using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Texts, which the server sends in UTF-8. Bytes of a broken column that are no UTF-8 are refused.</summary>
internal sealed class TextDecoder(VarBinaryBuilder builder) : TextualDecoder(builder)
{
    private readonly VarBinaryBuilder _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendText(ReadOnlySpan<byte> value)
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
