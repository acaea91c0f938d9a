using System.Diagnostics.CodeAnalysis;
using Npgsql.Internal;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Sends parameters in text form, which the server itself reads into the parameter's type: exact for every type.</summary>
[Experimental("NPG9001")]
internal sealed class TextParameterConverter() : PgBufferedConverter<TextParameter>(customDbNullPredicate: false)
{
    public override bool CanConvert(DataFormat format, out BufferRequirements bufferRequirements)
    {
        bufferRequirements = BufferRequirements.None;
        return format == DataFormat.Text;
    }

    public override Size GetSize(SizeContext context, TextParameter value, ref object? writeState) => value.Text.Length;

    protected override TextParameter ReadCore(PgReader reader) => throw new InvalidOperationException("A parameter is written, never read.");

    protected override void WriteCore(PgWriter writer, TextParameter value) => writer.WriteBytes(value.Text.Span);
}
