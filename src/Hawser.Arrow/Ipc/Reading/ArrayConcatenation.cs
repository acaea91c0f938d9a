namespace Hawser.Arrow.Ipc;

/// <summary>Puts arrays of one type behind each other, as a dictionary that grew by parts needs it.</summary>
internal static class ArrayConcatenation
{
    public static ArrowArray Concatenate(IReadOnlyList<ArrowArray> parts, ArrowAllocator allocator)
    {
        using ArrayBuilder builder = ArrayBuilder.Create(parts[0].Type, allocator);
        foreach (ArrowArray part in parts)
        {
            builder.AppendRange(part, 0, part.Length);
        }

        return builder.Finish();
    }
}
