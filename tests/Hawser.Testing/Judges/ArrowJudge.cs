using System.Text.Json.Nodes;

namespace Hawser.Testing.Judges;

/// <summary>The JavaScript implementation of Arrow, which reads what we wrote and writes what we read.</summary>
public static class ArrowJudge
{
    private static readonly NodeJudge Node = new("arrow.mjs");

    /// <summary>The version of the npm package apache-arrow.</summary>
    public static string Version => Node.Ask(new JsonObject { ["do"] = "version" }).GetString()!;

    /// <summary>Reads an IPC file or stream, whichever it is.</summary>
    /// <exception cref="JudgeException">apache-arrow refused the file, or the judge is not installed.</exception>
    public static ArrowTable Read(string path)
    {
        JsonObject answer = JsonObject.Create(Node.Ask(new JsonObject { ["do"] = "read", ["path"] = Path.GetFullPath(path) }))!;
        return new ArrowTable(
            [.. answer["fields"]!.AsArray().Select(field => ArrowField.FromJson(field!.AsObject()))],
            Texts(answer["metadata"]),
            [.. answer["batches"]!.AsArray().Select(batch => Batch(batch!.AsObject()))]);
    }

    /// <summary>Writes a table; dictionaries are allowed as columns, not inside nested types.</summary>
    /// <exception cref="JudgeException">apache-arrow refused the table, or the judge is not installed.</exception>
    public static void Write(string path, ArrowFileKind kind, ArrowTable table) => Node.Ask(new JsonObject
    {
        ["do"] = "write",
        ["path"] = Path.GetFullPath(path),
        ["kind"] = kind == ArrowFileKind.File ? "file" : "stream",
        ["fields"] = new JsonArray([.. table.Fields.Select(field => field.ToJson())]),
        ["metadata"] = Object(table.Metadata),
        ["batches"] = new JsonArray([.. table.Batches.Select(Json)]),
    });

    internal static IReadOnlyDictionary<string, string> Texts(JsonNode? json) =>
        json?.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!) ?? [];

    internal static JsonObject Object(IReadOnlyDictionary<string, string> texts) =>
        new(texts.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static ArrowBatch Batch(JsonObject json) =>
        new((long)json["rows"]!, [.. json["columns"]!.AsArray().Select(column => column!.AsArray())]);

    private static JsonObject Json(ArrowBatch batch) => new()
    {
        ["rows"] = batch.RowCount,
        ["columns"] = new JsonArray([.. batch.Columns.Select(column => column.DeepClone())]),
    };
}
