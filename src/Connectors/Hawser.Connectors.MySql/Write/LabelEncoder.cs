using System.Text;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// enum and set. Only a label to the letter is one: the server compares labels as its collation does, takes digits that are no label as a label's number, and puts a set's labels in order,
/// all without a word.
/// </summary>
/// <param name="labels">The labels in their order.</param>
/// <param name="isSet">Whether a value is any number of labels with commas between.</param>
internal sealed unsafe class LabelEncoder(IReadOnlyList<string> labels, bool isSet) : FieldEncoder
{
    private readonly byte[][] _labels = [.. labels.Select(Encoding.UTF8.GetBytes)];
    private ColumnBytes _bytes;

    public override bool TryWrite(int row, LoadOutput output)
    {
        byte* start = _bytes.Of(row, out long length);
        var value = new ReadOnlySpan<byte>(start, (int)Math.Min(length, LoadOutput.MostValueBytes));
        if (isSet ? !IsSetOfLabels(value) : FindLabel(value, 0) < 0)
        {
            return Refuse(isSet ? "is no set of the column's labels in their order" : "is none of the column's labels");
        }

        output.Escaped(value);
        return true;
    }

    protected override void BeginCore() => _bytes = new ColumnBytes(Column);

    private bool IsSetOfLabels(ReadOnlySpan<byte> value)
    {
        int next = 0;
        while (!value.IsEmpty)
        {
            int comma = value.IndexOf((byte)',');
            int found = FindLabel(comma < 0 ? value : value[..comma], next);
            if (found < 0 || comma == value.Length - 1)
            {
                return false;
            }

            next = found + 1;
            value = comma < 0 ? default : value[(comma + 1)..];
        }

        return true;
    }

    private int FindLabel(ReadOnlySpan<byte> value, int from)
    {
        for (int i = from; i < _labels.Length; i++)
        {
            if (value.SequenceEqual(_labels[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
