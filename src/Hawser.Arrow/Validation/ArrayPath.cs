using System.Diagnostics.CodeAnalysis;

namespace Hawser.Arrow;

/// <summary>Where in a nested column an array stands; turned into text only when something is wrong there.</summary>
internal sealed class ArrayPath(ArrayPath? parent, string name)
{
    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    public ArrayPath Child(string childName) => new(this, childName);

    [DoesNotReturn]
    public void Throw(string problem) => throw new ArrowException($"{this}: {problem}");

    [DoesNotReturn]
    public void Throw(long row, string problem) => throw new ArrowException($"{this}, row {row}: {problem}");

    public override string ToString() => parent is null ? name : $"{parent}.{name}";
}
