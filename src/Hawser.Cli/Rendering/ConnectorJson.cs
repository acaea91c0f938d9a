using System.Text.Json;
using Hawser.Connectors;

namespace Hawser.Cli.Rendering;

/// <summary>Connectors for programs.</summary>
internal static class ConnectorJson
{
    public static void WriteList(Utf8JsonWriter json, IEnumerable<Connector> connectors)
    {
        json.WriteStartObject();
        json.WriteArray("connectors", connectors, WriteHead);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Connector connector)
    {
        json.WriteStartObject();
        WriteHead(json, connector);
        json.WriteStrings("locations", ConnectorText.Locations(connector));
        json.WriteStrings("table_functions", connector.TableFunctions);
        json.WriteStrings("capabilities", connector.Capabilities.Supported.Select(Words.Of));
        WriteLimit(json, "max_name_bytes", connector.Capabilities.MaxNameBytes);
        WriteLimit(json, "max_parameters", connector.Capabilities.MaxParameters);
        WriteLimit(json, "max_columns", connector.Capabilities.MaxColumns);
        json.WriteArray("option_groups", connector.OptionGroups, WriteGroup);
        json.WriteArray("file_formats", connector.FileFormats, WriteFormat);
        json.WriteArray("types", connector.TypeMap.Rows, WriteType);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, Connector connector)
    {
        json.WriteString("name", connector.Name);
        json.WriteStrings("aliases", connector.Aliases);
        json.WriteString("description", connector.Description);
        json.WriteBoolean("reads", connector.Roles.HasFlag(ConnectorRoles.Source));
        json.WriteBoolean("writes", connector.Roles.HasFlag(ConnectorRoles.Sink));
        json.WriteStrings("formats", connector.FileFormats.Select(f => f.Name));
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, int? limit)
    {
        if (limit is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void WriteGroup(Utf8JsonWriter json, OptionGroup group)
    {
        json.WriteString("name", group.Name);
        json.WriteStringIf("when_key", group.WhenKey);
        json.WriteStringIf("when_value", group.WhenValue);
        json.WriteArray("options", group.Options, WriteOption);
    }

    private static void WriteOption(Utf8JsonWriter json, OptionDefinition option)
    {
        json.WriteString("key", option.Key);
        json.WriteStrings("aliases", option.Aliases);
        json.WriteString("kind", Words.Of(option.Kind));
        json.WriteStringIf("default", option.Default);
        json.WriteBoolean("required", option.IsRequired);
        json.WriteBoolean("secret", option.IsSecret);
        json.WriteStrings("choices", option.Choices);
        json.WriteString("description", option.Description);
    }

    private static void WriteFormat(Utf8JsonWriter json, FileFormat format)
    {
        json.WriteString("name", format.Name);
        json.WriteBoolean("reads", format.Roles.HasFlag(ConnectorRoles.Source));
        json.WriteBoolean("writes", format.Roles.HasFlag(ConnectorRoles.Sink));
        json.WriteStrings("endings", format.Signature.Endings);
        json.WriteStrings("compressions", format.Compressions);
        json.WriteBoolean("typed", format.IsTyped);
        json.WriteArray("options", format.Options, WriteOption);
        json.WriteArray("types", format.TypeMap?.Rows ?? [], WriteType);
    }

    private static void WriteType(Utf8JsonWriter json, TypeMapRow row)
    {
        json.WriteString("native", row.NativeType);
        json.WriteString("arrow", row.ArrowType);
        json.WriteStringIf("read", row.Read is { } read ? Words.Of(read) : null);
        json.WriteStringIf("write", row.Write is { } write ? Words.Of(write) : null);
        json.WriteStringIf("note", row.Note);
    }
}
