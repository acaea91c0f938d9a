namespace Hawser.Arrow.Ipc;

/// <summary>Makes arrays of one batch's body by walking the schema. Nothing is copied; what the arrays claim is tested afterwards by the validator.</summary>
internal sealed unsafe class BatchDecoder
{
    private readonly BodyReader _body;
    private readonly MetadataVersion _version;
    private readonly DictionaryStore _dictionaries;

    public BatchDecoder(BodyReader body, MetadataVersion version, DictionaryStore dictionaries)
    {
        _body = body;
        _version = version;
        _dictionaries = dictionaries;
    }

    /// <summary>The columns of a record batch. The caller owns one reference of each.</summary>
    public ArrowArray[] ReadColumns(WireField[] fields)
    {
        var columns = new List<ArrowArray>(fields.Length);
        bool done = false;
        try
        {
            foreach (WireField field in fields)
            {
                columns.Add(Read(field, field.Field.Type));
            }

            _body.CheckAllRead();
            done = true;
            return [.. columns];
        }
        finally
        {
            if (!done)
            {
                columns.ForEach(c => c.Dispose());
            }
        }
    }

    /// <summary>The values of a dictionary batch. The caller owns one reference.</summary>
    public ArrowArray ReadDictionaryValues(WireField field)
    {
        ArrowArray values = Read(field, field.ValueType);
        bool done = false;
        try
        {
            _body.CheckAllRead();
            done = true;
            return values;
        }
        finally
        {
            if (!done)
            {
                values.Dispose();
            }
        }
    }

    private ArrowArray Read(WireField field, ArrowType type)
    {
        string name = field.Field.Name;
        (int length, int nullCount) = _body.NextNode(name);
        using var parts = new ArrayParts(type);
        SkipUnionValidity(type, nullCount, name);
        for (int i = 0; i < parts.Buffers.Length; i++)
        {
            parts.Buffers[i] = ReadBuffer(type.Layout.Buffers[i], length, ref nullCount, name);
        }

        if (type is DictionaryType)
        {
            parts.Dictionary = _dictionaries.Get(field, allNull: nullCount == length);
            return parts.ToArray(length, nullCount);
        }

        for (int i = 0; i < parts.Children.Length; i++)
        {
            parts.Children[i] = ReadChild(field.Children[i], type, length);
        }

        return parts.ToArray(length, type.Layout.HasValidity ? nullCount : 0);
    }

    // A struct's or sparse union's child may be longer than its parent in the format, but not here.
    private ArrowArray ReadChild(WireField field, ArrowType parent, int parentLength)
    {
        ArrowArray child = Read(field, field.Field.Type);
        if (parent.Id is not (ArrowTypeId.Struct or ArrowTypeId.SparseUnion) || child.Length <= parentLength)
        {
            return child;
        }

        using (child)
        {
            return child.Slice(0, parentLength);
        }
    }

    private ArrowBuffer? ReadBuffer(BufferKind kind, int length, ref int nullCount, string name)
    {
        ArrowBuffer buffer = _body.NextBuffer(name);
        switch (kind)
        {
            case BufferKind.Validity:
                return ReadValidity(buffer, length, ref nullCount, name);
            case BufferKind.Offsets32 or BufferKind.Offsets64 when length == 0 && buffer.Length < sizeof(long):
                buffer.Release();
                return ZeroMemory.Buffer();
            default:
                return buffer;
        }
    }

    // A bitmap without nulls is left out; a claim of nulls without a bitmap, or one that the bitmap does not bear out, is a lie.
    private static ArrowBuffer? ReadValidity(ArrowBuffer buffer, int length, ref int nullCount, string name)
    {
        bool keep = false;
        try
        {
            if (buffer.Length == 0)
            {
                if (nullCount > 0)
                {
                    throw new ArrowException($"Column \"{name}\" claims {nullCount} nulls without a validity bitmap.");
                }

                nullCount = 0;
                return null;
            }

            if (buffer.Length < Bitmap.ByteCount(length))
            {
                throw new ArrowException($"Column \"{name}\" has {length} rows and a validity bitmap of {buffer.Length} bytes.");
            }

            int counted = length - (int)Bitmap.CountSet(buffer.Pointer, 0, length);
            if (nullCount >= 0 && counted != nullCount)
            {
                throw new ArrowException($"Column \"{name}\" claims {nullCount} nulls; its validity bitmap has {counted}.");
            }

            nullCount = counted;
            keep = counted > 0;
            return keep ? buffer : null;
        }
        finally
        {
            if (!keep)
            {
                buffer.Release();
            }
        }
    }

    private void SkipUnionValidity(ArrowType type, int nullCount, string name)
    {
        if (type is not UnionType || _version >= MetadataVersion.V5)
        {
            return;
        }

        _body.SkipBuffer(name);
        if (nullCount > 0)
        {
            throw new ArrowException($"Column \"{name}\" is a union with nulls of its own, as only metadata V4 had them; they cannot be read.");
        }
    }
}
