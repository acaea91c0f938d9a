using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Texts, which the server sends in UTF-8. Bytes of a broken column that are no UTF-8 are refused.</summary>
internal sealed class TextDecoder(VarBinaryBuilder builder) : TextualDecoder(builder)
{
    private const int LongestShort = 64;
    private const ulong NotAscii = 0x8080_8080_8080_8080;

    private readonly VarBinaryBuilder _builder = builder;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendBinary(ref PacketCursor row) => Append(row.Text());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendText(ReadOnlySpan<byte> value) => Append(value);

    [DoesNotReturn]
    internal static void ThrowMisfit(ReadOnlySpan<byte> value) => throw new CellMisfitException($"the text {BytesText.Describe(value)} is no valid UTF-8");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ReadOnlySpan<byte> value)
    {
        if (!IsShortAscii(value) && !Utf8.IsValid(value))
        {
            ThrowMisfit(value);
        }

        _builder.Append(value);
    }

    // Most texts are short, and a call for each costs more than a look at a few words. The last word overlaps the one before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsShortAscii(ReadOnlySpan<byte> value)
    {
        if (value.Length is < sizeof(ulong) or > LongestShort)
        {
            return value.Length < sizeof(ulong) && IsTinyAscii(value);
        }

        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(value[^sizeof(ulong)..]);
        for (int i = 0; i <= value.Length - sizeof(ulong); i += sizeof(ulong))
        {
            bits |= BinaryPrimitives.ReadUInt64LittleEndian(value[i..]);
        }

        return (bits & NotAscii) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTinyAscii(ReadOnlySpan<byte> value)
    {
        int bits = 0;
        foreach (byte part in value)
        {
            bits |= part;
        }

        return bits < 0x80;
    }
}
