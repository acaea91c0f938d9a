using System.Diagnostics.CodeAnalysis;
using Npgsql.Internal;
using Npgsql.Internal.Postgres;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Tells Npgsql that any type can be read as <see cref="RawValue"/> and written as <see cref="TextParameter"/>, those made after the connection was opened too.</summary>
[Experimental("NPG9001")]
internal sealed class RawTypeResolver : IPgTypeInfoResolver
{
    private static readonly DataTypeName AnyName = new("pg_catalog.text");

    public PgTypeInfo? GetTypeInfo(Type? type, DataTypeName? dataTypeName, PgSerializerOptions options)
    {
        if (type == typeof(TextParameter))
        {
            return new PgTypeInfo(options, new TextParameterConverter(), dataTypeName ?? AnyName) { PreferredFormat = DataFormat.Text, SupportsReading = false };
        }

        if (type == typeof(RawValue))
        {
            return new PgTypeInfo(options, new RawValueConverter(), dataTypeName ?? AnyName) { SupportsWriting = false };
        }

        // Before anything is read Npgsql asks how a type is read usually, which a type that it does not map has no answer to. Nothing here reads that way.
        bool isUsual = (type is null || type == typeof(object)) && dataTypeName is not null;
        return isUsual ? new PgTypeInfo(options, new RawValueConverter(), dataTypeName!.Value, typeof(RawValue)) { SupportsWriting = false } : null;
    }
}
