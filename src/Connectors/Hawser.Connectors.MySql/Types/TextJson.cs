using System.Text.Json.Serialization;

namespace Hawser.Connectors.MySql.Types;

/// <summary>JSON of texts without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
