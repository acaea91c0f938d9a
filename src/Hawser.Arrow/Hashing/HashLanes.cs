namespace Hawser.Arrow;

/// <summary>Room for the two lanes of a block's rows, keys and values of the column at hand.</summary>
internal readonly unsafe struct HashLanes(ulong* room, int rows)
{
    public ulong* Row0 => room;

    public ulong* Row1 => room + rows;

    public ulong* Key0 => room + (2 * rows);

    public ulong* Key1 => room + (3 * rows);

    public ulong* Value0 => room + (4 * rows);

    public ulong* Value1 => room + (5 * rows);
}
