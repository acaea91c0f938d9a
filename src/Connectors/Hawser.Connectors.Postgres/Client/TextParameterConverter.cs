using System.Diagnostics.CodeAnalysis;
using Npgsql.Internal;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Sends parameters in text form, which the server itself reads into the parameter's type: exact for every type.</summary>
[Experimental("NPG9001")]
internal sealed class TextParameterConverter() : PgStreamingConverter<TextParameter>(customDbNullPredicate: false)
{
    public override bool CanConvert(DataFormat format, out BufferRequirements bufferRequirements)
    {
        bufferRequirements = BufferRequirements.None;
        return format == DataFormat.Text;
    }

    public override Size GetSize(SizeContext context, TextParameter value, ref object? writeState) => value.Text.Length;

    public override void Write(PgWriter writer, TextParameter value) => writer.WriteBytes(value.Text.Span);

    public override ValueTask WriteAsync(PgWriter writer, TextParameter value, CancellationToken cancellationToken = default) => writer.WriteBytesAsync(value.Text, cancellationToken);

    public override TextParameter Read(PgReader reader) => throw NotRead();

    public override ValueTask<TextParameter> ReadAsync(PgReader reader, CancellationToken cancellationToken = default) => throw NotRead();

    private static InvalidOperationException NotRead() => new("A parameter is written, never read.");
}
