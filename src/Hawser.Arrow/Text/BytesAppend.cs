using System.Text;

namespace Hawser.Arrow;

/// <summary>Appends bytes to whichever builder takes them; a null builder only asks whether they fit.</summary>
internal static class BytesAppend
{
    public static bool To(ArrayBuilder? builder, ReadOnlySpan<byte> value)
    {
        switch (builder)
        {
            case VarBinaryBuilder b: b.Append(value); break;
            case DictionaryBuilder b: b.Append(value); break;
            case FixedSizeBinaryBuilder b: b.Append(value); break;
        }

        return true;
    }

    public static bool TryUuid(ArrayBuilder? builder, ReadOnlySpan<byte> text)
    {
        if (text.Length != 36 || !Guid.TryParseExact(Encoding.UTF8.GetString(text), "D", out Guid guid))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return To(builder, bytes);
    }
}
