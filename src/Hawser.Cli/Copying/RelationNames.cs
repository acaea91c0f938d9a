using Hawser.Connectors;

namespace Hawser.Cli.Copying;

/// <summary>What a table is called that comes from a file, a call or a table.</summary>
internal static class RelationNames
{
    private const string Nameless = "data";

    public static string Of(Relation relation) => relation switch
    {
        TableName table => table.Name,
        FileRelation { Path: "-" } => Nameless,
        FileRelation file => OfPath(file.Path),
        FunctionRelation function => function.Call.Arguments.Select(a => a.Value).OfType<TableFunctionText>().FirstOrDefault() is { } path ? OfPath(path.Value) : function.Call.Function,
        _ => Nameless,
    };

    /// <summary>The file's name up to its first point that ends anything; of a pattern what stands in front of its wildcard, else the folder's name.</summary>
    private static string OfPath(string path)
    {
        string name = Path.GetFileName(path);
        int wildcard = name.AsSpan().IndexOfAny('*', '?', '[');
        string stem = wildcard >= 0 ? name[..wildcard].TrimEnd('.', '-', '_', ' ') : Stem(name);
        if (stem.Length > 0)
        {
            return wildcard >= 0 ? stem : TableFileName.TableOf(stem);
        }

        string? folder = Path.GetFileName(Path.GetDirectoryName(path));
        return folder is { Length: > 0 } && !folder.AsSpan().ContainsAny('*', '?', '[') ? folder : Nameless;
    }

    // "orders.csv.gz" is orders, "v1.2.csv" is v1.2, ".csv" is .csv.
    private static string Stem(string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        string extension = Path.GetExtension(name);
        bool isCompressed = extension is ".gz" or ".zst" or ".bz2" or ".xz" or ".lz4" && Path.HasExtension(stem);
        stem = isCompressed ? Path.GetFileNameWithoutExtension(stem) : stem;
        return stem.Length > 0 ? stem : name;
    }
}
