using System.Numerics;

namespace Hawser.Arrow;

/// <summary>Every index that is not null is a row of the dictionary.</summary>
internal static class DictionaryCheck
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        switch (((DictionaryType)array.Type).Index.Id)
        {
            case ArrowTypeId.Int8: InRange<sbyte>(array, path); break;
            case ArrowTypeId.UInt8: InRange<byte>(array, path); break;
            case ArrowTypeId.Int16: InRange<short>(array, path); break;
            case ArrowTypeId.UInt16: InRange<ushort>(array, path); break;
            case ArrowTypeId.Int32: InRange<int>(array, path); break;
            case ArrowTypeId.UInt32: InRange<uint>(array, path); break;
            case ArrowTypeId.Int64: InRange<long>(array, path); break;
            default: InRange<ulong>(array, path); break;
        }
    }

    private static void InRange<T>(ArrowArray array, ArrayPath path)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<T> indices = array.Values<T>();
        ulong count = (ulong)array.Dictionary!.Length;
        for (int row = 0; row < indices.Length; row++)
        {
            // A negative index becomes a large one.
            if (ulong.CreateTruncating(indices[row]) >= count && !array.IsNull(row))
            {
                path.Throw(row, $"index {indices[row]} is not a row of the dictionary, which has {count}.");
            }
        }
    }
}
