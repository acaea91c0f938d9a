namespace Hawser.Arrow.Ipc;

/// <summary>What a message holds.</summary>
/// <remarks>Source: Arrow format/Message.fbs, union MessageHeader.</remarks>
internal enum MessageKind : byte
{
    None = 0,
    Schema = 1,
    DictionaryBatch = 2,
    RecordBatch = 3,
    Tensor = 4,
    SparseTensor = 5,
}
