namespace Hawser.Arrow.CData;

/// <summary>Takes arrays and batches over from C code without copying their values.</summary>
public static unsafe class CArrayImporter
{
    /// <summary>
    /// Takes an array over: the struct is moved (its release becomes null, also when this fails) and released when the last buffer of the array is. The caller owns one reference.
    /// </summary>
    /// <param name="source">The C array.</param>
    /// <param name="type">Its type, from <see cref="CSchemaImporter"/>.</param>
    /// <param name="level">How closely it is looked at; <see cref="ValidationLevel.Full"/> when the producer is not trusted to write valid values. What memory the producer has cannot be checked.</param>
    /// <exception cref="ArrowException">The struct was released before, is not of the type, is longer than 2³¹ - 1 rows or is not valid.</exception>
    public static ArrowArray Import(CArrowArray* source, ArrowType type, ValidationLevel level = ValidationLevel.Layout)
    {
        ArgumentNullException.ThrowIfNull(type);
        ThrowIfReleased(source);
        var owner = new ImportedArray(source);
        try
        {
            return Checked(new CArrayReader(owner).Read(owner.Array, type), level);
        }
        finally
        {
            owner.Release();
        }
    }

    /// <summary>Takes a batch over, a struct array with a child for each column, on the terms of <see cref="Import"/>.</summary>
    /// <param name="source">The C array.</param>
    /// <param name="schema">Its schema, from <see cref="CSchemaImporter"/>.</param>
    /// <param name="level">How closely it is looked at.</param>
    /// <exception cref="ArrowException">As for <see cref="Import"/>, or a row is null as a whole.</exception>
    public static RecordBatch ImportBatch(CArrowArray* source, Schema schema, ValidationLevel level = ValidationLevel.Layout)
    {
        ArgumentNullException.ThrowIfNull(schema);
        using ArrowArray root = Import(source, new StructType(schema.Fields), ValidationLevel.Layout);
        if (root.NullCount > 0)
        {
            throw new ArrowException($"{root.NullCount} rows of a C array are null as a whole, which a batch cannot hold.");
        }

        var columns = new ArrowArray[root.Children.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = root.Children[i].Retain();
        }

        var batch = new RecordBatch(schema, root.Length, columns);
        try
        {
            ArrayValidator.Validate(batch, level);
            return batch;
        }
        catch (ArrowException)
        {
            batch.Dispose();
            throw;
        }
    }

    /// <summary>Calls the release of a struct unless it is null, released or moved away.</summary>
    public static void Release(CArrowArray* array)
    {
        if (array != null && array->Release != null)
        {
            array->Release(array);
        }
    }

    private static ArrowArray Checked(ArrowArray array, ValidationLevel level)
    {
        try
        {
            ArrayValidator.Validate(array, level);
            return array;
        }
        catch (ArrowException)
        {
            array.Dispose();
            throw;
        }
    }

    private static void ThrowIfReleased(CArrowArray* array)
    {
        if (array == null || array->Release == null)
        {
            throw new ArrowException("The C array was released or moved away.");
        }
    }
}
