using System.Text;
using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Values of an enumeration as their names; each distinct value is named once.</summary>
internal sealed class EnumSink<TNumber>(VarBinaryBuilder builder, Type type) : ValueSink<TNumber>(builder)
    where TNumber : struct
{
    private readonly Dictionary<TNumber, byte[]> _names = [];

    public override void Append(TNumber value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            name = Encoding.UTF8.GetBytes(Enum.ToObject(type, value).ToString()!);
            _names.Add(value, name);
        }

        builder.Append(name);
    }
}
