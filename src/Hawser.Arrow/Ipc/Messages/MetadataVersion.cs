namespace Hawser.Arrow.Ipc;

/// <summary>The versions of the IPC metadata. V4 and V5 differ only in the validity bitmap that a V4 union has.</summary>
internal enum MetadataVersion : short
{
    V1 = 0,
    V4 = 3,
    V5 = 4,
}
