namespace Hawser.Connectors.Postgres.Types;

/// <summary>A resolved type: what the type cache of a database, or the text of a native type, says about it. Decoders and encoders are chosen by it and the Arrow field.</summary>
/// <param name="Oid">The type's number in its database; 0 when it is known by name only.</param>
/// <param name="CatalogName">The name in <c>pg_type</c> without schema and modifiers, e.g. <c>int4</c>, <c>bpchar</c>, <c>_text</c>, <c>citext</c>.</param>
/// <param name="Name">The name as <c>format_type</c> spells it, with modifiers, and with the schema where it is needed, e.g. <c>numeric(10,2)</c>, <c>shop.mood[]</c>.</param>
/// <param name="Kind">What it is made of.</param>
internal sealed record PgType(uint Oid, string CatalogName, string Name, PgTypeKind Kind)
{
    private const int ModifierOffset = 4;

    /// <summary><c>atttypmod</c>: the parameters in the type's own form; -1 for none. An array has its elements' modifier.</summary>
    public int Modifier { get; init; } = -1;

    /// <summary>An array's elements, a domain's base, a range's or multirange's subtype; null for the other kinds.</summary>
    public PgType? Element { get; init; }

    /// <summary>A composite's attributes in order; empty for the other kinds.</summary>
    public IReadOnlyList<PgField> Fields { get; init; } = [];

    /// <summary>An enum's labels in their order; empty for the other kinds.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The digits of <c>money</c> behind the point, which the database's <c>lc_monetary</c> decides. Default 2.</summary>
    public int MoneyScale { get; init; } = 2;

    /// <summary>Whether the server can send values in binary form; one that cannot (aclitem) is asked for as text. Default true.</summary>
    public bool HasBinary { get; init; } = true;

    /// <summary>The type below all domains.</summary>
    public PgType Base => Kind == PgTypeKind.Domain ? Element!.Base : this;

    /// <summary>The digits of <c>numeric(p,s)</c>; null for <c>numeric</c> without them and for other types.</summary>
    public int? Precision => CatalogName == "numeric" && Modifier >= ModifierOffset ? (Modifier - ModifierOffset) >> 16 : null;

    /// <summary>The digits of <c>numeric(p,s)</c> behind the point, -1000 to 1000; 0 for other types.</summary>
    /// <remarks>Source: src/backend/utils/adt/numeric.c, make_numeric_typmod: eleven bits, signed since PostgreSQL 15.</remarks>
    public int Scale => Precision is null ? 0 : (((Modifier - ModifierOffset) & 0x7FF) ^ 1024) - 1024;

    /// <summary>The modifier of <c>numeric(p,s)</c>.</summary>
    public static int NumericModifier(int precision, int scale) => ((precision << 16) | (scale & 0x7FF)) + ModifierOffset;

    /// <summary>The modifier of <c>varchar(n)</c> and <c>char(n)</c>.</summary>
    public static int LengthModifier(int length) => length + ModifierOffset;

    /// <summary>The type as PostgreSQL writes it.</summary>
    public override string ToString() => Name;
}
