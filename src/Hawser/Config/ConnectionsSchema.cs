using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Config;

/// <summary>The JSON Schema (draft 2020-12) of <c>connections.yaml</c>, made from what the connectors declare, so that an editor completes keys and marks mistakes.</summary>
public static class ConnectionsSchema
{
    private const string AnyBlock = "any_block";
    private const string Variable = @"\$\{";

    /// <summary>Writes the schema.</summary>
    /// <param name="registry">The connectors that there shall be a block for.</param>
    /// <returns>One JSON document, indented, ending with a line break.</returns>
    public static string Write(ConnectorRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var connectors = registry.Connectors.Where(connector => connector.OptionGroups.Any(group => group.Options.Count > 0)).ToList();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "Hawser connections");
            json.WriteString("description", "Named connections, below 'connections:', or at the left when each block is named after its engine.");
            WriteRoot(json, connectors);
            json.Object("$defs", () => WriteDefinitions(json, connectors));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteRoot(Utf8JsonWriter json, List<Connector> connectors) => json.Array<Action>(
        "oneOf",
        [
            () => json.Object("properties", () => json.Object("connections", () =>
            {
                json.Strings("type", ["object", "null"]);
                json.Object("properties", () => WriteEngineBlocks(json, connectors));
                json.Object("additionalProperties", () => json.Reference(AnyBlock));
            })),
            () => json.Object("properties", () => WriteEngineBlocks(json, connectors)),
        ],
        write =>
        {
            json.WriteString("type", "object");
            write();
            json.WriteBoolean("additionalProperties", false);
            json.WriteNumber("minProperties", 1);
        });

    // A block that is named after an engine needs no type, and may have another.
    private static void WriteEngineBlocks(Utf8JsonWriter json, List<Connector> connectors)
    {
        foreach (var connector in connectors)
        {
            foreach (var name in NamesOf(connector))
            {
                json.Object(name, () =>
                {
                    json.Object("if", () =>
                    {
                        json.WriteString("type", "object");
                        json.Strings("required", ["type"]);
                    });
                    json.Object("then", () => json.Reference(AnyBlock));
                    json.Object("else", () => json.Reference(connector.Name));
                });
            }
        }
    }

    private static void WriteAnyBlock(Utf8JsonWriter json, List<Connector> connectors)
    {
        json.WriteString("type", "object");
        json.Object("properties", () => json.Object("type", () => json.Strings("enum", connectors.SelectMany(NamesOf))));
        json.Strings("required", ["type"]);
        json.Array("allOf", connectors, connector =>
        {
            json.If("type", NamesOf(connector));
            json.Object("then", () => json.Reference(connector.Name));
        });
    }

    private static void WriteDefinitions(Utf8JsonWriter json, List<Connector> connectors)
    {
        foreach (var connector in connectors)
        {
            json.Object(connector.Name, () =>
            {
                json.WriteString("description", connector.Description);
                OptionsSchema.Write(json, connector.OptionGroups, () =>
                {
                    json.Object("type", () => json.Strings("enum", NamesOf(connector)));
                    json.Object("pool", () => json.Reference("pool"));
                });
            });
        }

        json.Object(AnyBlock, () => WriteAnyBlock(json, connectors));
        json.Object("pool", () =>
        {
            json.WriteString("description", "The pool of sessions.");
            OptionsSchema.Write(json, PoolOptions.Definitions);
        });
        json.Object(OptionsSchema.WithVariable, () =>
        {
            json.WriteString("type", "string");
            json.WriteString("pattern", Variable);
        });
    }

    private static IReadOnlyList<string> NamesOf(Connector connector) => [connector.Name, .. connector.Aliases];
}
