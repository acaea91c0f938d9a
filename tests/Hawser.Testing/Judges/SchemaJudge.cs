using System.Text.Json.Nodes;

namespace Hawser.Testing.Judges;

/// <summary>Ajv and yaml from npm, which judge a JSON Schema as an editor uses it.</summary>
public static class SchemaJudge
{
    private static readonly NodeJudge Node = new("schema.mjs");

    /// <summary>What the schema has against a YAML document; empty when nothing.</summary>
    /// <exception cref="JudgeException">The schema itself is none, or the judge is not installed.</exception>
    public static IReadOnlyList<string> Validate(string schema, string yaml) =>
        [.. Node.Ask(new JsonObject { ["do"] = "validate", ["schema"] = schema, ["yaml"] = yaml }).EnumerateArray().Select(error => error.GetString()!)];
}
