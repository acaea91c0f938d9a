using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>The beginning of a value in messages.</summary>
public static class ValueSnippet
{
    private const int MostCharacters = 48;
    private const int BytesPerCharacter = 4;

    /// <summary>A row's value, clipped; only its length when it is long.</summary>
    public static string Describe(Field field, ArrowArray array, int row)
    {
        bool isBytes = array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.Binary or ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary;
        if (isBytes && !array.IsNull(row) && array.GetBytes(row).Length > MostCharacters * BytesPerCharacter)
        {
            return $"of {array.GetBytes(row).Length} bytes";
        }

        try
        {
            string whole = new ValueFormatter(field).Format(array, row).Replace('\0', '\u2400');
            return whole.Length <= MostCharacters ? whole : whole[..MostCharacters] + "…";
        }
        catch (ArrowException)
        {
            return "with bytes that are no text";
        }
    }
}
