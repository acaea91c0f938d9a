using System.Text;
using Hawser.Connectors;

namespace Hawser.Cli.Rendering;

/// <summary>Connectors for people.</summary>
internal static class ConnectorText
{
    public static string List(IEnumerable<Connector> connectors)
    {
        var table = new TextTable("name", "tables", "files", "locations", "what it is");
        foreach (Connector connector in connectors)
        {
            table.Add(connector.Name, Words.Of(connector.Roles), string.Join(' ', connector.FileFormats.Select(f => f.Name)), Uri(connector), connector.Description);
        }

        var text = new StringBuilder();
        table.WriteTo(text);
        return text.ToString();
    }

    public static string Describe(Connector connector)
    {
        var text = new StringBuilder();
        text.Append(connector.Name).Append("   ").Append(connector.Description).Append('\n');
        Line(text, "also called", string.Join(", ", connector.Aliases));
        Line(text, "tables", Words.Of(connector.Roles));
        Line(text, "locations", string.Join("   ", Locations(connector)));
        Line(text, "table functions", string.Join(", ", connector.TableFunctions));
        Line(text, "abilities", string.Join(", ", connector.Capabilities.Supported.Select(Words.Of)));
        Line(text, "limits", string.Join(", ", Limits(connector.Capabilities)));
        foreach (var modes in connector.OptionGroups.Where(g => g.WhenKey is not null).GroupBy(g => g.WhenKey!))
        {
            Line(text, modes.Key, string.Join("   ", modes.GroupBy(g => g.WhenValue).Select(Mode)));
        }

        Options(text, connector);
        Formats(text, connector);
        Types(text, "types", connector.TypeMap);
        foreach (FileFormat format in connector.FileFormats.Where(f => f.TypeMap is not null))
        {
            Types(text, $"types in {format.Name} files", format.TypeMap!);
        }

        return text.ToString();
    }

    public static IEnumerable<string> Locations(Connector connector)
    {
        yield return Uri(connector);
        foreach (string ending in connector.DatabaseFile?.Endings ?? [])
        {
            yield return $"FILE{ending}";
        }
    }

    private static string Uri(Connector connector)
    {
        UriKeys keys = connector.UriKeys;
        if (keys.PathIsFile)
        {
            return $"{connector.Name}:PATH[#TABLE]";
        }

        string authority = $"{(keys.User is null ? "" : "USER@")}{(keys.Host is null ? "" : "HOST")}{(keys.Port is null ? "" : ":PORT")}";
        return authority.Length == 0 && keys.Path is null ? "" : $"{connector.Name}://{authority}{(keys.Path is { } path ? $"/{path.ToUpperInvariant()}" : "")}[#TABLE]";
    }

    private static IEnumerable<string> Limits(Capabilities capabilities)
    {
        if (capabilities.MaxNameBytes is { } name)
        {
            yield return $"names of {name:N0} bytes";
        }

        if (capabilities.MaxParameters is { } parameters)
        {
            yield return $"{parameters:N0} parameters";
        }

        if (capabilities.MaxColumns is { } columns)
        {
            yield return $"{columns:N0} columns";
        }
    }

    /// <summary>A mode and what it needs: <c>token (token)</c>.</summary>
    private static string Mode(IGrouping<string?, OptionGroup> mode)
    {
        string needs = string.Join(", ", mode.SelectMany(g => g.Options).Where(o => o.IsRequired).Select(o => o.Key));
        return needs.Length == 0 ? mode.Key! : $"{mode.Key} ({needs})";
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append("  ").Append((name + ":").PadRight(17)).Append(value).Append('\n');
        }
    }

    private static void Options(StringBuilder text, Connector connector)
    {
        foreach (OptionGroup group in connector.OptionGroups.Where(g => g.Options.Count > 0))
        {
            string when = group.WhenKey is null ? "" : $" (with {group.WhenKey}={group.WhenValue})";
            text.Append("\noptions: ").Append(group.Name).Append(when).Append('\n');
            OptionTable(group.Options).WriteTo(text);
        }
    }

    private static TextTable OptionTable(IEnumerable<OptionDefinition> options)
    {
        var table = new TextTable("key", "kind", "default", "", "what it does") { Indent = "  " };
        foreach (OptionDefinition option in options)
        {
            string kind = option.Choices.Count > 0 ? string.Join('|', option.Choices) : Words.Of(option.Kind);
            string marks = string.Join(' ', new[] { option.IsRequired ? "required" : "", option.IsSecret ? "secret" : "" }.Where(m => m.Length > 0));
            table.Add(string.Join(", ", option.Aliases.Prepend(option.Key)), kind, option.Default ?? "", marks, option.Description);
        }

        return table;
    }

    private static void Formats(StringBuilder text, Connector connector)
    {
        if (connector.FileFormats.Count == 0)
        {
            return;
        }

        text.Append("\nfile formats\n");
        var table = new TextTable("format", "files", "endings", "compressed", "types") { Indent = "  " };
        foreach (FileFormat format in connector.FileFormats)
        {
            table.Add(
                format.Name, Words.Of(format.Roles), string.Join(' ', format.Signature.Endings), string.Join(' ', format.Compressions), format.IsTyped ? "kept in the file" : "found by looking");
        }

        table.WriteTo(text);
        foreach (FileFormat format in connector.FileFormats.Where(f => f.Options.Count > 0))
        {
            text.Append("\noptions of ").Append(format.Name).Append(" files\n");
            OptionTable(format.Options).WriteTo(text);
        }
    }

    private static void Types(StringBuilder text, string title, TypeMap map)
    {
        if (map.Rows.Count == 0)
        {
            return;
        }

        text.Append('\n').Append(title).Append('\n');
        var table = new TextTable("native", "Arrow", "read", "written", "note") { Indent = "  " };
        foreach (TypeMapRow row in map.Rows)
        {
            table.Add(row.NativeType, row.ArrowType, row.Read is { } read ? Words.Of(read) : "–", row.Write is { } write ? Words.Of(write) : "–", row.Note ?? "");
        }

        table.WriteTo(text);
    }
}
