using System.Diagnostics.CodeAnalysis;
using Npgsql.Internal;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Hands out the bytes of any type's field: from the receive buffer where they lie in it, else from a copy.</summary>
[Experimental("NPG9001")]
internal sealed class RawValueConverter() : PgStreamingConverter<RawValue>(customDbNullPredicate: false)
{
    public override bool CanConvert(DataFormat format, out BufferRequirements bufferRequirements)
    {
        bufferRequirements = BufferRequirements.None;
        return format == DataFormat.Binary;
    }

    public override RawValue Read(PgReader reader)
    {
        int length = reader.CurrentRemaining;
        if (reader.TryReadBytes(length, out ReadOnlyMemory<byte> bytes))
        {
            return new RawValue(bytes);
        }

        byte[] copy = GC.AllocateUninitializedArray<byte>(length);
        reader.ReadBytes(copy.AsSpan());
        return new RawValue(copy);
    }

    public override async ValueTask<RawValue> ReadAsync(PgReader reader, CancellationToken cancellationToken = default)
    {
        int length = reader.CurrentRemaining;
        if (reader.TryReadBytes(length, out ReadOnlyMemory<byte> bytes))
        {
            return new RawValue(bytes);
        }

        byte[] copy = GC.AllocateUninitializedArray<byte>(length);
        await reader.ReadBytesAsync(copy, cancellationToken).ConfigureAwait(false);
        return new RawValue(copy);
    }

    public override Size GetSize(SizeContext context, RawValue value, ref object? writeState) => throw NotWritten();

    public override void Write(PgWriter writer, RawValue value) => throw NotWritten();

    public override ValueTask WriteAsync(PgWriter writer, RawValue value, CancellationToken cancellationToken = default) => throw NotWritten();

    private static InvalidOperationException NotWritten() => new("A raw value is read, never written.");
}
