using System.Text.Json;

namespace Hawser.Config;

/// <summary>The pieces that a JSON Schema is written of.</summary>
internal static class SchemaJson
{
    public static void Object(this Utf8JsonWriter json, string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    public static void Reference(this Utf8JsonWriter json, string name) => json.WriteString("$ref", $"#/$defs/{name}");

    /// <summary>Holds where a key has one of these values.</summary>
    /// <param name="json">The document.</param>
    /// <param name="key">The key.</param>
    /// <param name="values">The values.</param>
    /// <param name="isDefault">Whether the key counts as having one of them when it is not there.</param>
    public static void If(this Utf8JsonWriter json, string key, IEnumerable<string> values, bool isDefault = false) => json.Object("if", () =>
    {
        json.Object("properties", () => json.Object(key, () => json.Strings("enum", values)));
        if (!isDefault)
        {
            json.Strings("required", [key]);
        }
    });
}
