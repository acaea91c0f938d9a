using Hawser.Cli.CommandLine;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Copying;

/// <summary>Holds that one table or file takes one item only, and that a query goes to something with a name.</summary>
internal static class SingleTarget
{
    /// <returns>The source; where its items are not known yet, with a chooser that checks them.</returns>
    /// <exception cref="CliException">Several tables would go into one, or a query has no name to go to.</exception>
    public static OpenSource Check(OpenSource source, OpenTarget target)
    {
        if (target.Single is null)
        {
            return source.Items is [{ Relation: QueryRelation }] && target.Place is null
                ? throw CliException.Usage($"{target.Name}: a query has no name of its own; name the target table, as in {target.Name}#NAME.")
                : source;
        }

        return source.Items is { } items ? source with { Items = One(items, source, target) } : source with
        {
            Chooser = async (tables, catalog, cancellationToken) => One(
                source.Chooser is { } choose ? await choose(tables, catalog, cancellationToken).ConfigureAwait(false) : [.. TableChoice.WithoutViews(tables).Select(t => new SourceItem(t.Name.Name, t.Name))],
                source,
                target),
        };
    }

    private static IReadOnlyList<SourceItem> One(IReadOnlyList<SourceItem> items, OpenSource source, OpenTarget target) => items.Count switch
    {
        0 => throw CliException.NothingMatched($"{source.Name} holds no tables."),
        1 => items,
        _ => throw CliException.Usage(
            $"{source.Name} gives {items.Count} tables and {target.Name} takes one; choose one with --table ({string.Join(", ", items.Take(8).Select(i => i.Name))}{(items.Count > 8 ? ", …" : "")}), or name a database or folder."),
    };
}
