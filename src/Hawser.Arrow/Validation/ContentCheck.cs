namespace Hawser.Arrow;

/// <summary>Every row of an array whose layout was found sound. Children and dictionary were checked before.</summary>
internal static unsafe class ContentCheck
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        CheckNullCount(array, path);
        switch (array.Type.Id)
        {
            case ArrowTypeId.Utf8 or ArrowTypeId.Binary or ArrowTypeId.List or ArrowTypeId.Map:
                OffsetsCheck.Run(array, BufferKind.Offsets32, path);
                break;
            case ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary:
                OffsetsCheck.Run(array, BufferKind.Offsets64, path);
                break;
            case ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion:
                UnionCheck.Run(array, path);
                break;
            case ArrowTypeId.Dictionary:
                DictionaryCheck.Run(array, path);
                break;
            case ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256:
                DecimalCheck.Run(array, path);
                break;
            case ArrowTypeId.Time32 or ArrowTypeId.Time64:
                TimeCheck.Run(array, path);
                break;
        }

        if (array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8)
        {
            Utf8Check.Run(array, path);
        }
        else if (array.Type.Id == ArrowTypeId.Map)
        {
            CheckMap(array, path);
        }

        NullabilityCheck.Children(array, path);
    }

    private static void CheckNullCount(ArrowArray array, ArrayPath path)
    {
        if (array.ValidityPointer == null)
        {
            return;
        }

        int counted = array.Length - (int)Bitmap.CountSet(array.ValidityPointer, array.Offset, array.Length);
        if (array.NullCount != counted)
        {
            path.Throw($"{array.NullCount} nulls are claimed; the validity bitmap has {counted}.");
        }
    }

    // Entries and keys are never null, whatever the fields' flags say.
    private static void CheckMap(ArrowArray array, ArrayPath path)
    {
        ArrowArray entries = array.Children[0];
        if (entries.NullCount == 0 && entries.Children[0].NullCount == 0)
        {
            return;
        }

        for (int row = 0; row < array.Length; row++)
        {
            if (!array.IsNull(row))
            {
                NullabilityCheck.NoNulls(entries, array.ListStart(row), array.ListLength(row), path.Child("entries"));
                NullabilityCheck.NoNulls(entries.Children[0], array.ListStart(row), array.ListLength(row), path.Child("key"));
            }
        }
    }
}
