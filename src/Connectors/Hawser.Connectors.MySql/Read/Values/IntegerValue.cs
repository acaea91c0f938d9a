using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hawser.Connectors.MySql.Read.Values;

/// <summary>Whole numbers of any width, little-endian.</summary>
internal readonly struct IntegerValue<T> : IWireValue<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public static int Width => Unsafe.SizeOf<T>();

    public static string Name => typeof(T).Name.ToLowerInvariant();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read(ReadOnlySpan<byte> bytes) => BitConverter.IsLittleEndian ? MemoryMarshal.Read<T>(bytes) : T.ReadLittleEndian(bytes, isUnsigned: T.Zero - T.One > T.Zero);

    public static bool TryParse(ReadOnlySpan<byte> text, out T value) => IntegerText.TryParse(text, out value);
}
