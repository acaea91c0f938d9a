using System.Buffers;
using System.Buffers.Binary;
using Hawser.Connectors.Postgres.Session.Messages;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>inet and cidr: an address, and how many bits of it name the network.</summary>
/// <remarks>Source: src/backend/utils/adt/network.c, network_send; inet leaves the bits out when they are all of the address.</remarks>
internal sealed class NetworkText(bool isNetwork) : ITextForm
{
    private const int IPv4Family = 2;
    private const int IPv6Family = 3;
    private const int BitsPerByte = 8;

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var cursor = new MessageCursor(value);
        int family = cursor.Byte(), bits = cursor.Byte();
        cursor.Byte();
        ReadOnlySpan<byte> address = cursor.Bytes(cursor.Byte());
        cursor.End();
        int width = family switch
        {
            IPv4Family => 4,
            IPv6Family => 16,
            _ => 0,
        };
        if (width == 0 || address.Length != width || bits > width * BitsPerByte)
        {
            WireValue.Throw("inet", $"is of the family {family} with {address.Length} bytes and {bits} bits");
        }

        if (family == IPv4Family)
        {
            WriteIPv4(address, output);
        }
        else
        {
            WriteIPv6(address, output);
        }

        if (isNetwork || bits < width * BitsPerByte)
        {
            output.Write('/');
            output.Write((long)bits);
        }
    }

    private static void WriteIPv4(ReadOnlySpan<byte> address, IBufferWriter<byte> output)
    {
        for (int i = 0; i < address.Length; i++)
        {
            if (i > 0)
            {
                output.Write('.');
            }

            output.Write((long)address[i]);
        }
    }

    private static void WriteIPv6(ReadOnlySpan<byte> address, IBufferWriter<byte> output)
    {
        Span<ushort> words = stackalloc ushort[8];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt16BigEndian(address[(2 * i)..]);
        }

        (int start, int length) = LongestZeros(words);
        bool holdsIPv4 = start == 0 && (length == 6 || (length == 7 && words[7] != 1) || (length == 5 && words[5] == 0xFFFF));
        for (int i = 0; i < words.Length; i++)
        {
            if (i >= start && i < start + length)
            {
                output.Write(i == start ? ":"u8 : default);
                continue;
            }

            if (i > 0)
            {
                output.Write(':');
            }

            if (i == 6 && holdsIPv4)
            {
                WriteIPv4(address[12..], output);
                return;
            }

            WriteWord(words[i], output);
        }

        if (length > 0 && start + length == words.Length)
        {
            output.Write(':');
        }
    }

    private static void WriteWord(ushort word, IBufferWriter<byte> output)
    {
        word.TryFormat(output.GetSpan(4), out int count, "x", System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(count);
    }

    // The first of the longest runs of at least two zeros.
    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> words)
    {
        (int Start, int Length) best = (-1, 0);
        for (int i = 0; i < words.Length; i++)
        {
            int length = 0;
            while (i + length < words.Length && words[i + length] == 0)
            {
                length++;
            }

            best = length >= 2 && length > best.Length ? (i, length) : best;
        }

        return best;
    }
}
