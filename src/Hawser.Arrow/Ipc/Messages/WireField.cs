namespace Hawser.Arrow.Ipc;

/// <summary>A field as the IPC format sees it: a dictionary field has an id, and its children are those of the dictionary's values.</summary>
/// <param name="Field">The field.</param>
/// <param name="DictionaryId">The id that its dictionary batches carry; null for a field that is not a dictionary.</param>
/// <param name="Children">The children of the type, or of the dictionary's value type.</param>
internal sealed record WireField(Field Field, long? DictionaryId, WireField[] Children)
{
    /// <summary>The type of the values: the dictionary's for a dictionary field.</summary>
    public ArrowType ValueType => Field.Type is DictionaryType dictionary ? dictionary.Value : Field.Type;
}
