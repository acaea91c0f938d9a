using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>
/// The numbers of types inside the binary form of arrays, composites and ranges. Those of users' types hold in one database only: they are blanked when values are read as bytes, so that
/// the same value has the same bytes everywhere, and filled in when they are written.
/// </summary>
/// <remarks>Source: array_send, record_send, range_send and multirange_send of src/backend/utils/adt.</remarks>
internal static class RawNumbers
{
    private const uint FirstOfUsers = 16_384;

    /// <summary>Whether values hold numbers of types that differ from database to database.</summary>
    public static bool HasAny(PgType type) => type.Base switch
    {
        { Kind: PgTypeKind.Array, Element: { } item } => item.Oid >= FirstOfUsers || HasAny(item),
        { Kind: PgTypeKind.Composite } => true,
        { Kind: PgTypeKind.Range or PgTypeKind.Multirange, Element: { } bound } => HasAny(bound),
        _ => false,
    };

    /// <summary>Puts the numbers of a type's parts where another database's or blanks stand; false when the bytes are no value of the type.</summary>
    public static bool TryFill(PgType type, Span<byte> value) => TryReplace(type, value, part => part.Oid);

    /// <summary>Puts 0 where the numbers of users' types stand; false when the bytes are no value of the type.</summary>
    public static bool TryBlank(PgType type, Span<byte> value) => TryReplace(type, value, part => part.Oid >= FirstOfUsers ? 0 : part.Oid);

    private static bool TryReplace(PgType type, Span<byte> value, Func<PgType, uint> number) => type.Base switch
    {
        { Kind: PgTypeKind.Array, Element: { } item } => TryReplaceItems(item, value, number),
        { Kind: PgTypeKind.Composite } composite => TryReplaceMembers(composite, value, number),
        { Kind: PgTypeKind.Range, Element: { } bound } => !HasAny(bound) || TryReplaceFields(bound, value, 1, number),
        { Kind: PgTypeKind.Multirange, Element: { } bound } => !HasAny(bound),
        _ => true,
    };

    private static bool TryReplaceItems(PgType item, Span<byte> value, Func<PgType, uint> number)
    {
        const int Header = 12, Dimension = 8;
        if (value.Length < Header)
        {
            return false;
        }

        int dimensions = BinaryPrimitives.ReadInt32BigEndian(value);
        BinaryPrimitives.WriteUInt32BigEndian(value[8..], number(item));
        long first = Header + ((long)dimensions * Dimension);
        return dimensions >= 0 && first <= value.Length && (!HasAny(item) || TryReplaceFields(item, value, (int)first, number));
    }

    // Fields, each a length and its bytes, to the end.
    private static bool TryReplaceFields(PgType part, Span<byte> value, int at, Func<PgType, uint> number)
    {
        while (at < value.Length)
        {
            if (!TryNext(value, ref at, out Span<byte> field) || (field.Length > 0 && !TryReplace(part, field, number)))
            {
                return false;
            }
        }

        return at == value.Length;
    }

    private static bool TryReplaceMembers(PgType composite, Span<byte> value, Func<PgType, uint> number)
    {
        if (value.Length < sizeof(int) || BinaryPrimitives.ReadInt32BigEndian(value) != composite.Fields.Count)
        {
            return false;
        }

        int at = sizeof(int);
        foreach (PgField member in composite.Fields)
        {
            if (value.Length - at < sizeof(int))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt32BigEndian(value[at..], number(member.Type));
            at += sizeof(int);
            if (!TryNext(value, ref at, out Span<byte> field) || (field.Length > 0 && !TryReplace(member.Type, field, number)))
            {
                return false;
            }
        }

        return at == value.Length;
    }

    private static bool TryNext(Span<byte> value, ref int at, out Span<byte> field)
    {
        field = default;
        if (value.Length - at < sizeof(int))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(value[at..]);
        at += sizeof(int);
        if (length < -1 || length > value.Length - at)
        {
            return false;
        }

        field = value.Slice(at, Math.Max(length, 0));
        at += field.Length;
        return true;
    }
}
