using Hawser.Cli.CommandLine;
using Hawser.Cli.Rendering;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>A folder of files as a source: one table per file, named by its stem. Files of no known format are named and left out.</summary>
internal static class FolderSource
{
    public static bool IsFolder(string source) => Directory.Exists(Engines.PathOf(source));

    /// <exception cref="CliException">There is no file of a known format, two give one name, or they are of several connectors.</exception>
    public static OpenSource Open(CopyArguments arguments, CliContext context)
    {
        if (arguments.Query is not null)
        {
            throw CliException.Usage($"{arguments.Source} is a folder; --query takes a database or one file.");
        }

        List<(SourceItem Item, Connector Connector)> files = Chosen(Find(arguments.Source, context), arguments);
        if (files.GroupBy(f => f.Item.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw CliException.Usage($"{arguments.Source}: {string.Join(" and ", twice.Select(f => $"'{Path.GetFileName(f.Item.Relation.DisplayName)}'"))} would both be the table \"{twice.Key}\".");
        }

        Connector[] connectors = [.. files.Select(f => f.Connector).Distinct()];
        if (connectors.Length > 1)
        {
            throw CliException.Usage(
                $"{arguments.Source}: '{files[0].Item.Relation.DisplayName}' is read by {files[0].Connector.Name} and others by {connectors[1].Name}; copy them one by one, or choose with a pattern such as *.csv.");
        }

        Database database = connectors[0].Open(connectors[0].ParseOptions([]));
        return new OpenSource(arguments.Source, database, [.. files.Select(f => f.Item)]);
    }

    private static List<(SourceItem Item, Connector Connector)> Find(string folder, CliContext context)
    {
        var kinds = new FileKinds(Engines.Registry.Connectors);
        var found = new List<(SourceItem, Connector)>();
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path).StartsWith('.'))
            {
                continue;
            }

            if (!kinds.TryIdentify(path, out FileKind? kind, out string? problem))
            {
                context.Say($"left out {CellText.Visible(path)}: {problem}");
            }
            else if (kind.Format is null)
            {
                context.Say($"left out {CellText.Visible(path)}: it is a {kind.Name} database");
            }
            else
            {
                var relation = new FileRelation(path, kind.Format.Name);
                found.Add((new SourceItem(RelationNames.Of(relation), relation), kind.Connector));
            }
        }

        return found.Count > 0 ? found : throw CliException.NothingMatched($"{folder} holds no file of a known format.");
    }

    private static List<(SourceItem Item, Connector Connector)> Chosen(List<(SourceItem Item, Connector Connector)> files, CopyArguments arguments)
    {
        if (arguments.Tables.Count == 0)
        {
            return files;
        }

        var chosen = new List<(SourceItem Item, Connector Connector)>();
        foreach (string wanted in arguments.Tables)
        {
            var matches = files.Where(f => f.Item.Name == wanted || FilePattern.Matches(wanted, f.Item.Name)).ToList();
            if (matches.Count == 0 && !FilePattern.HasWildcard(wanted))
            {
                string advice = NearestName.Find(wanted, files.Select(f => f.Item.Name)) is { } nearest ? $"; did you mean \"{nearest}\"?" : ".";
                throw CliException.Usage($"{arguments.Source} holds no file for the table \"{wanted}\"{advice}");
            }

            if (matches.Count == 0)
            {
                throw CliException.NothingMatched($"--table '{wanted}' matches no file in {arguments.Source}.");
            }

            chosen.AddRange(matches.Where(m => !chosen.Contains(m)));
        }

        return chosen;
    }
}
