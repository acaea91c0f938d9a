using Hawser.Cli.CommandLine;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>
/// A target of one file per table: <c>out/</c> with a format, or <c>out/*.parquet</c>, where <c>*</c> stands for the table's name. See
/// <see cref="TableFileName"/> for names that no file can have.
/// </summary>
internal sealed record FolderTarget(string Folder, string Prefix, string Suffix, Connector Connector, string Format)
{
    public static bool IsFolder(string target) =>
        Engines.PathOf(target) is { } path
        && (Path.EndsInDirectorySeparator(path) || Directory.Exists(path) || Path.GetFileName(path).Contains('*', StringComparison.Ordinal));

    public Relation Place(SourceItem item) => new FileRelation(Path.Combine(Folder, Prefix + TableFileName.Of(item.Name) + Suffix), Format);

    /// <summary>As <see cref="Place"/>, in a folder that is made when there is none.</summary>
    public Relation MakePlace(SourceItem item)
    {
        Directory.CreateDirectory(Folder);
        return Place(item);
    }

    /// <exception cref="CliException">No format is known, or the pattern is not one.</exception>
    public static FolderTarget Parse(CopyArguments arguments)
    {
        string name = Path.GetFileName(arguments.Target);
        int star = name.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return InFolder(arguments);
        }

        string folder = Path.GetDirectoryName(arguments.Target) is { Length: > 0 } parent ? parent : ".";
        if (folder.Contains('*', StringComparison.Ordinal) || name.IndexOf('*', star + 1) >= 0)
        {
            throw CliException.Usage($"{arguments.Target}: a target has one '*', in the file's name; it stands for the table's name.");
        }

        FileKind kind = arguments.Format is { } format ? Kinds().ByName(format) : Kinds().Identify(arguments.Target.Replace('*', 'x'));
        return Of(arguments, folder, name[..star], name[(star + 1)..], kind);
    }

    private static FolderTarget InFolder(CopyArguments arguments)
    {
        if (arguments.Format is null)
        {
            throw CliException.Usage($"{arguments.Target} is a folder: add --format (csv, parquet, …), or write '{Path.Combine(arguments.Target, "*.parquet")}'.");
        }

        FileKind kind = Kinds().ByName(arguments.Format);
        return Of(arguments, arguments.Target, "", kind.Format?.Signature.Endings is [var ending, ..] ? ending : "", kind);
    }

    private static FolderTarget Of(CopyArguments arguments, string folder, string prefix, string suffix, FileKind kind)
    {
        if (kind.Format is not { } format)
        {
            throw CliException.Usage($"{arguments.Target}: {kind.Name} is a database, which holds many tables in one file; name one file instead of a folder.");
        }

        return format.Roles.HasFlag(ConnectorRoles.Sink)
            ? new FolderTarget(folder, prefix, suffix, kind.Connector, format.Name)
            : throw CliException.Usage($"{arguments.Target}: {format.Name} files can be read, not written.");
    }

    private static FileKinds Kinds() => new(Engines.Registry.Connectors);
}
