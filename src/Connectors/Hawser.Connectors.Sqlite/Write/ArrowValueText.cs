using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>The beginning of a value in messages.</summary>
internal static class ArrowValueText
{
    private const int MostCharacters = 48;

    /// <summary>Describes a row's value, clipped; only its length when it is long.</summary>
    public static string Describe(Field field, ArrowArray array, int row)
    {
        bool isBytes = array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.Binary or ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary;
        if (isBytes && !array.IsNull(row) && array.GetBytes(row).Length > MostCharacters * 4)
        {
            return $"of {array.GetBytes(row).Length} bytes";
        }

        try
        {
            string whole = new ValueFormatter(field).Format(array, row);
            return whole.Length <= MostCharacters ? whole : whole[..MostCharacters] + "…";
        }
        catch (ArrowException)
        {
            return "that is no valid UTF-8";
        }
    }
}
