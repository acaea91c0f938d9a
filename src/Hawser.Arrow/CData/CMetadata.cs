using System.Runtime.CompilerServices;
using System.Text;

namespace Hawser.Arrow.CData;

/// <summary>Metadata in the C data interface's binary form: a count, then each key and value with its length before it, all int32 of this machine.</summary>
internal static unsafe class CMetadata
{
    private const int MostEntries = 1 << 16;
    private const int LongestText = 1 << 28;

    public static int Size(ArrowMetadata metadata)
    {
        int size = metadata.Count == 0 ? 0 : sizeof(int);
        foreach (KeyValuePair<string, string> entry in metadata)
        {
            size = checked(size + (2 * sizeof(int)) + Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Value));
        }

        return size;
    }

    public static void Write(ArrowMetadata metadata, byte* to)
    {
        Unsafe.WriteUnaligned(to, metadata.Count);
        to += sizeof(int);
        foreach (KeyValuePair<string, string> entry in metadata)
        {
            to = WriteText(entry.Value, WriteText(entry.Key, to));
        }
    }

    public static ArrowMetadata Read(byte* from)
    {
        if (from == null)
        {
            return ArrowMetadata.Empty;
        }

        int count = ReadCount(ref from, MostEntries);
        var entries = new KeyValuePair<string, string>[count];
        for (int i = 0; i < count; i++)
        {
            string key = ReadText(ref from);
            entries[i] = new KeyValuePair<string, string>(key, ReadText(ref from));
        }

        return new ArrowMetadata(entries);
    }

    private static byte* WriteText(string text, byte* to)
    {
        int length = Encoding.UTF8.GetBytes(text, new Span<byte>(to + sizeof(int), Encoding.UTF8.GetByteCount(text)));
        Unsafe.WriteUnaligned(to, length);
        return to + sizeof(int) + length;
    }

    private static string ReadText(ref byte* from)
    {
        int length = ReadCount(ref from, LongestText);
        string text = CText.Decode(new ReadOnlySpan<byte>(from, length), "metadata");
        from += length;
        return text;
    }

    private static int ReadCount(ref byte* from, int most)
    {
        int count = Unsafe.ReadUnaligned<int>(from);
        from += sizeof(int);
        return count >= 0 && count <= most ? count : throw new ArrowException($"Metadata says {count} where at most {most} is possible.");
    }
}
