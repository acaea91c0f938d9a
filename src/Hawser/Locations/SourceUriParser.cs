using System.Diagnostics.CodeAnalysis;
using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Locations;

/// <summary>Takes a source URI apart; each thing that can be missing has an error of its own.</summary>
internal sealed class SourceUriParser
{
    /// <summary>What a name may hold unencoded: neither of the characters that cut names.</summary>
    public const string InName = "-_~!$&'()*,;=+ ";

    /// <summary>What a project may hold unencoded: domain-scoped projects are written <c>example.com:shop</c>.</summary>
    public const string InProject = "-_.:";

    private const string MissingScheme = "it has no scheme; a source is written engine://…, such as ";

    private readonly string _scheme;
    private readonly SourceUriForm _form;
    private string? _problem;

    private SourceUriParser(string scheme, SourceUriForm form)
    {
        _scheme = scheme;
        _form = form;
    }

    private string Example => _form switch
    {
        SourceUriForm.FileTable => $"{_scheme}://PATH/TABLE",
        SourceUriForm.ProjectTable => $"{_scheme}://PROJECT.DATASET.TABLE",
        _ => $"{_scheme}://SCHEMA/TABLE, or {_scheme}:///TABLE for a table on the server's search path",
    };

    public static bool TryParse(string text, ConnectorRegistry registry, [NotNullWhen(true)] out SourceUri? uri, [NotNullWhen(false)] out string? problem)
    {
        uri = null;
        var end = text.IndexOf("://", StringComparison.Ordinal);
        if (text.Length > Location.MaxLength || text.Contains('\0', StringComparison.Ordinal))
        {
            problem = text.Length > Location.MaxLength ? $"it is longer than {Location.MaxLength} characters" : "it holds a NUL character";
            return false;
        }

        if (end <= 0)
        {
            var example = registry.Connectors.FirstOrDefault(connector => connector.UriKeys.PathIsFile)?.Name ?? "engine";
            problem = $"{MissingScheme}{example}://PATH/TABLE";
            return false;
        }

        if (FormOf(text[..end], registry) is not { } form)
        {
            problem = registry.DescribeUnknown(text[..end]);
            return false;
        }

        var parser = new SourceUriParser(text[..end].ToLowerInvariant(), form);
        uri = parser.Parse(text[(end + 3)..]);
        problem = uri is null ? parser._problem ?? "it is not a source URI" : null;
        return uri is not null;
    }

    private static SourceUriForm? FormOf(string scheme, ConnectorRegistry registry)
        => ReservedNames.Find(scheme) is { Package: not null } reserved ? reserved.SourceForm
            : registry.Find(scheme) is not { } connector ? null
            : connector.UriKeys.PathIsFile ? SourceUriForm.FileTable
            : SourceUriForm.SchemaTable;

    private SourceUri? Parse(string rest)
    {
        if (rest.AsSpan().IndexOfAny('?', '#') >= 0)
        {
            return Fail<SourceUri>("a source has neither options nor '#'; in a name '?' is written %3F and '#' %23");
        }

        if (rest.Length == 0)
        {
            return Fail<SourceUri>($"nothing stands behind '://'; write {Example}");
        }

        return _form switch
        {
            SourceUriForm.FileTable => ParseFile(rest),
            SourceUriForm.ProjectTable => ParseProject(rest),
            _ => ParseSchema(rest),
        };
    }

    private SourceUri? ParseFile(string rest)
    {
        if (Cut(rest, rest.LastIndexOf('/')) is not var (path, table))
        {
            return null;
        }

        if (path.Length == 0)
        {
            return Fail<SourceUri>($"the path is empty; write {Example}, or {_scheme}://:memory:/TABLE");
        }

        return Decode(path) is { } file && ParseName(table) is { } name ? new SourceUri(_scheme, _form, file, name) : null;
    }

    private SourceUri? ParseSchema(string rest)
    {
        if (Cut(rest, rest.IndexOf('/', StringComparison.Ordinal)) is not var (schema, table))
        {
            return null;
        }

        if (table.Contains('/', StringComparison.Ordinal))
        {
            return Fail<SourceUri>($"it has more than one '/'; write {Example} (in a name '/' is written %2F). A host and a database belong into the configuration of a connection");
        }

        if (schema.AsSpan().IndexOfAny('@', ':') >= 0)
        {
            return Fail<SourceUri>("it names a user or a port, as a connection URI does; a source names a schema and a table only");
        }

        var parts = schema.Length == 0 ? [] : schema.Split('.');
        if (parts.Length > 2 || parts.Contains(string.Empty))
        {
            return Fail<SourceUri>($"the schema is one name, or CATALOG.SCHEMA; write {Example}");
        }

        return DecodeAll([.. parts, table]) is { } names
            ? new SourceUri(_scheme, _form, null, new TableName(names.Length == 3 ? names[0] : null, names.Length >= 2 ? names[^2] : null, names[^1]))
            : null;
    }

    private SourceUri? ParseProject(string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var project = slash < 0 ? string.Empty : rest[..slash];
        string[] parts = slash < 0 ? rest.Split('.') : [project, .. rest[(slash + 1)..].Split('.')];
        if (slash < 0 && parts.Length > 3)
        {
            parts = [string.Join('.', parts[..^2]), .. parts[^2..]];
        }

        if (parts[^1].Length == 0)
        {
            return Fail<SourceUri>($"the table's name is empty; write {Example}");
        }

        if (slash == 0)
        {
            return Fail<SourceUri>($"the project is empty; write {Example}");
        }

        if (parts.Length < 3)
        {
            return Fail<SourceUri>($"it has {parts.Length} of three parts; write {Example}");
        }

        if (parts.Length > 3 || parts.Contains(string.Empty) || parts.Any(part => part.Contains('/', StringComparison.Ordinal)))
        {
            return Fail<SourceUri>($"a part is empty, or there are too many; write {Example}");
        }

        return DecodeAll(parts) is [var catalog, var dataset, var table] ? new SourceUri(_scheme, _form, null, new TableName(catalog, dataset, table)) : null;
    }

    private TableName? ParseName(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 2 || parts.Contains(string.Empty))
        {
            return Fail<TableName>("the table is one name, or SCHEMA.TABLE; in a name '.' is written %2E");
        }

        return DecodeAll(parts) is { } names ? new TableName(null, names.Length == 2 ? names[0] : null, names[^1]) : null;
    }

    private (string Before, string After)? Cut(string rest, int slash)
    {
        if (slash < 0)
        {
            Fail<SourceUri>($"no '/' separates the table; write {Example}");
            return null;
        }

        if (slash == rest.Length - 1)
        {
            Fail<SourceUri>($"the table's name is empty; write {Example}");
            return null;
        }

        return (rest[..slash], rest[(slash + 1)..]);
    }

    private string[]? DecodeAll(string[] parts)
    {
        var decoded = parts.Select(Decode).OfType<string>().ToArray();
        return decoded.Length == parts.Length ? decoded : null;
    }

    private string? Decode(string text) => PercentEncoding.TryDecode(text, out var decoded, out var problem) ? decoded : Fail<string>(problem);

    private T? Fail<T>(string problem)
        where T : class
    {
        _problem ??= problem;
        return null;
    }
}
