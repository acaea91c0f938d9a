namespace Hawser.Arrow.Ipc;

/// <summary>The parts of an array while they are gathered; disposing gives back those that did not become an array.</summary>
internal sealed class ArrayParts(ArrowType type) : IDisposable
{
    private bool _handedOver;

    public ArrowBuffer?[] Buffers { get; } = new ArrowBuffer?[type.Layout.Buffers.Length];

    public ArrowArray[] Children { get; } = new ArrowArray[type.Children.Count];

    public ArrowArray? Dictionary { get; set; }

    public ArrowArray ToArray(int length, int nullCount, int offset = 0)
    {
        var array = new ArrowArray(type, length, nullCount, Buffers, Children, Dictionary, offset);
        _handedOver = true;
        return array;
    }

    public void Dispose()
    {
        if (_handedOver)
        {
            return;
        }

        foreach (ArrowBuffer? buffer in Buffers)
        {
            buffer?.Release();
        }

        foreach (ArrowArray? child in Children)
        {
            child?.Dispose();
        }

        Dictionary?.Dispose();
    }
}
