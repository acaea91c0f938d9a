using Hawser.Arrow;

namespace Hawser.Cli.Rows;

/// <summary>Names for the columns of a query that are all different: the second <c>a</c> becomes <c>a_2</c>.</summary>
internal static class UniqueNames
{
    public static string[] Of(Schema schema)
    {
        var taken = new HashSet<string>(schema.Fields.Select(f => f.Name), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = new string[schema.Fields.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = schema[i].Name;
            if (!seen.Add(names[i]))
            {
                int number = 2;
                while (!taken.Add($"{schema[i].Name}_{number}"))
                {
                    number++;
                }

                names[i] = $"{schema[i].Name}_{number}";
            }
        }

        return names;
    }
}
