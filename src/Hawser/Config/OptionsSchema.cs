using System.Text.Json;
using Hawser.Connectors;

namespace Hawser.Config;

/// <summary>The schema of a block of options: keys with their aliases, forms of values, what is required and when.</summary>
internal static class OptionsSchema
{
    /// <summary>The definition of a value that holds a variable, and so may become anything.</summary>
    public const string WithVariable = "with_variable";

    private static readonly string[] AnyScalar = ["string", "number", "boolean", "null"];

    /// <summary>Writes the block's keywords.</summary>
    /// <param name="json">The document, inside the block's object.</param>
    /// <param name="groups">The options.</param>
    /// <param name="writeMore">Writes properties beside the options.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<OptionGroup> groups, Action? writeMore = null)
    {
        json.Strings("type", ["object", "null"]);
        json.Object("properties", () =>
        {
            writeMore?.Invoke();
            foreach (var option in groups.SelectMany(group => group.Options).DistinctBy(option => option.Key))
            {
                foreach (var key in SpellingsOf(option))
                {
                    json.Object(key, () => WriteOption(json, option, isAlias: key != option.Key));
                }
            }
        });
        json.WriteBoolean("additionalProperties", false);
        WriteRequired(json, groups);
    }

    private static void WriteOption(Utf8JsonWriter json, OptionDefinition option, bool isAlias)
    {
        var secret = option.IsSecret ? " A secret: write ${NAME} or ${file:PATH}." : string.Empty;
        json.WriteString("description", $"{(isAlias ? $"The same as {option.Key}. " : string.Empty)}{option.Description}{secret}");
        if (option.Default is { Length: > 0 } value)
        {
            json.WriteString("default", value);
        }

        switch (option.Kind)
        {
            case OptionKind.Boolean:
                AnyOf(json, () => json.WriteString("type", "boolean"), () => WritePattern(json, "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]|0|1)$"), () => WriteBits(json));
                break;
            case OptionKind.Integer:
                AnyOf(json, () => json.WriteString("type", "integer"), () => WritePattern(json, "^[+-]?[0-9]+$"));
                break;
            case OptionKind.Choice:
                AnyOf(json, () => json.Strings("enum", option.Choices));
                break;
            case OptionKind.Duration:
                AnyOf(json, () => json.WriteString("type", "number"), () => WritePattern(json, "^ *[0-9]+(\\.[0-9]+)? *(ms|[smhd])? *$"));
                break;
            case OptionKind.Size:
                AnyOf(json, () => json.WriteString("type", "integer"), () => WritePattern(json, "^ *[0-9]+(\\.[0-9]+)? *([KMGT]i?B|B)? *$"));
                break;
            default:
                json.Strings("type", AnyScalar);
                break;
        }
    }

    private static void WriteRequired(Utf8JsonWriter json, IReadOnlyList<OptionGroup> groups)
    {
        var required = groups.Where(group => group.Options.Any(IsMissable)).ToList();
        if (required.Count == 0)
        {
            return;
        }

        json.Array("allOf", required, group =>
        {
            if (group.WhenKey is not { } key)
            {
                WriteKeys(json, group);
                return;
            }

            json.If(key, [group.WhenValue!], IsDefault(groups, key, group.WhenValue!));
            json.Object("then", () => WriteKeys(json, group));
        });
    }

    private static void WriteKeys(Utf8JsonWriter json, OptionGroup group)
        => json.Array("allOf", group.Options.Where(IsMissable), option => json.Array("anyOf", SpellingsOf(option), key => json.Strings("required", [key])));

    private static bool IsDefault(IReadOnlyList<OptionGroup> groups, string key, string value)
        => groups.SelectMany(group => group.Options).First(option => option.Key == key).Default is { } given && given.Equals(value, StringComparison.OrdinalIgnoreCase);

    private static bool IsMissable(OptionDefinition option) => option.IsRequired && string.IsNullOrEmpty(option.Default);

    private static IEnumerable<string> SpellingsOf(OptionDefinition option)
        => option.Aliases.Prepend(option.Key).SelectMany(key => new[] { key, key.Replace('_', '-') }).Distinct();

    // Whatever the form, the value may hold a variable, and a key without a value counts as not given.
    private static void AnyOf(Utf8JsonWriter json, params IEnumerable<Action> forms)
        => json.Array("anyOf", [.. forms, () => json.Reference(WithVariable), () => json.WriteString("type", "null")], write => write());

    private static void WriteBits(Utf8JsonWriter json)
    {
        json.WriteStartArray("enum");
        json.WriteNumberValue(0);
        json.WriteNumberValue(1);
        json.WriteEndArray();
    }

    private static void WritePattern(Utf8JsonWriter json, string pattern)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", pattern);
    }
}
