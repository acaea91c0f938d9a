namespace Hawser.Arrow.CData;

/// <summary>Reads a stream of batches that C code produces.</summary>
public static unsafe class CStreamImporter
{
    /// <summary>
    /// Takes a stream over: the struct is moved (its release becomes null, also when this fails) and released when the reader is disposed. Batches stay valid after that.
    /// </summary>
    /// <param name="source">The C stream.</param>
    /// <param name="level">How closely each batch is looked at.</param>
    /// <returns>A reader, which the caller disposes. Its reads call the producer on the caller's thread.</returns>
    /// <exception cref="ArrowException">The struct was released before, or the producer cannot tell its schema.</exception>
    public static RecordBatchReader Import(CArrowArrayStream* source, ValidationLevel level = ValidationLevel.Layout)
    {
        if (source == null || source->Release == null)
        {
            throw new ArrowException("The C stream was released or moved away.");
        }

        var stream = new ImportedStream(source);
        try
        {
            return new CStreamReader(stream, stream.ReadSchema(), level);
        }
        catch (ArrowException)
        {
            stream.Dispose();
            throw;
        }
    }
}
