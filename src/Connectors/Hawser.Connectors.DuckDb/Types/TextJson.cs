using System.Text.Json.Serialization;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>JSON of texts without reflection.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TextJson : JsonSerializerContext;
