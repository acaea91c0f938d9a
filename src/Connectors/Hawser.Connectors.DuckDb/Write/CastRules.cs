using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Which of the engine's casts keep every value whole, or fail: the only ones that a load lets it make.</summary>
internal static class CastRules
{
    private static readonly Dictionary<TypeId, int> SignedDigits = new()
    {
        [TypeId.TinyInt] = 3, [TypeId.SmallInt] = 5, [TypeId.Integer] = 10, [TypeId.BigInt] = 19, [TypeId.HugeInt] = 39,
    };

    private static readonly Dictionary<TypeId, int> UnsignedDigits = new()
    {
        [TypeId.UTinyInt] = 3, [TypeId.USmallInt] = 5, [TypeId.UInteger] = 10, [TypeId.UBigInt] = 20, [TypeId.UHugeInt] = 39,
    };

    /// <summary>Whether values of <paramref name="from"/> stay whole in a column of <paramref name="to"/>.</summary>
    public static bool IsWhole(DuckDbType from, DuckDbType to, Field field)
    {
        if (from.Equals(to) || field.Type.Id == ArrowTypeId.Null)
        {
            return true;
        }

        return from.Id switch
        {
            TypeId.Varchar => IsFromText(to),
            TypeId.Float => to.Id == TypeId.Double,
            TypeId.Decimal => to.Id == TypeId.Decimal && to.Scale >= from.Scale && to.Width - to.Scale >= from.Width - from.Scale,
            TypeId.List or TypeId.Array or TypeId.Map or TypeId.Struct or TypeId.Union => IsWholeInParts(from, to, field),
            _ => IsWider(from.Id, to),
        };
    }

    /// <summary>Types that travel as text: their text is made by us or checked by the cast.</summary>
    private static bool IsFromText(DuckDbType to) => to.IsJson || to.Id is TypeId.Varchar or TypeId.Enum or TypeId.Bit or TypeId.Bignum or TypeId.TimeTz;

    private static bool IsWholeInParts(DuckDbType from, DuckDbType to, Field field)
    {
        if (from.Id != to.Id || from.Members.Count != to.Members.Count || from.Size != to.Size)
        {
            return false;
        }

        var children = field.Type is MapType map ? map.Entries.Type.Children : field.Type.Children;
        for (var i = 0; i < from.Members.Count; i++)
        {
            if (!IsWhole(from.Members[i].Type, to.Members[i].Type, children[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWider(TypeId from, DuckDbType to)
    {
        if (to.Id == TypeId.Decimal)
        {
            return to.Width - to.Scale >= (SignedDigits.TryGetValue(from, out var digits) || UnsignedDigits.TryGetValue(from, out digits) ? digits : int.MaxValue);
        }

        return SignedDigits.TryGetValue(from, out var signed)
            ? SignedDigits.TryGetValue(to.Id, out var wider) && wider >= signed
            : UnsignedDigits.TryGetValue(from, out var unsigned)
                && ((UnsignedDigits.TryGetValue(to.Id, out var more) && more >= unsigned) || (SignedDigits.TryGetValue(to.Id, out var above) && above > unsigned));
    }
}
