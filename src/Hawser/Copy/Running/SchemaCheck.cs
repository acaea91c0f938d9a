using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Holds a reader to the columns that were asked of it: their order, names and types. A connector that gave two columns of one type in another order would be found here.</summary>
internal static class SchemaCheck
{
    /// <summary>What stands in a column's place when it is not the one that was asked for; null when it is.</summary>
    public static string? Find(Schema schema, int index, string name, ArrowType type)
    {
        if (index >= schema.Fields.Count)
        {
            return "nothing";
        }

        Field field = schema[index];
        if (!field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            return $"column \"{field.Name}\"";
        }

        return field.Type.Equals(type) ? null : field.Type.ToString();
    }
}
