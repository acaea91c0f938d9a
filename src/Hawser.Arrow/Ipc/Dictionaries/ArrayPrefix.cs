using System.Buffers;

namespace Hawser.Arrow.Ipc;

/// <summary>Whether one dictionary's values are another's, or begin with them.</summary>
internal static class ArrayPrefix
{
    public static bool AreSame(ArrowArray left, ArrowArray right) => left.Length == right.Length && Begins(left, right);

    /// <summary>Whether the first rows of an array are the rows of <paramref name="beginning"/>; both are of one type.</summary>
    public static bool Begins(ArrowArray array, ArrowArray beginning)
    {
        if (array.Length < beginning.Length)
        {
            return false;
        }

        if (ReferenceEquals(array, beginning))
        {
            return true;
        }

        ArrayBufferWriter<byte> left = new(), right = new();
        for (int row = 0; row < beginning.Length; row++)
        {
            if (!RowKey.Of(array, row, left).SequenceEqual(RowKey.Of(beginning, row, right)))
            {
                return false;
            }
        }

        return true;
    }
}
