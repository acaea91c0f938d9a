using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Hawser.Arrow.CData;

/// <summary>Describes fields and schemas to C code.</summary>
public static unsafe class CSchemaExporter
{
    /// <summary>Fills in a struct for a field; whoever holds it calls its release.</summary>
    /// <param name="field">The field.</param>
    /// <param name="target">The struct to fill; what it held before is overwritten, not released.</param>
    /// <exception cref="ArrowException">A name has a NUL character.</exception>
    public static void Export(Field field, CArrowSchema* target)
    {
        ArgumentNullException.ThrowIfNull(field);
        ThrowIfNull(target);
        Fill(field.Name, field.Type, field.Metadata, field.IsNullable ? CArrowFlags.Nullable : CArrowFlags.None, target);
    }

    /// <summary>Fills in a struct for a schema, as a struct type with a child for each column; whoever holds it calls its release.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="target">The struct to fill; what it held before is overwritten, not released.</param>
    /// <exception cref="ArrowException">A name has a NUL character.</exception>
    public static void Export(Schema schema, CArrowSchema* target)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ThrowIfNull(target);
        Fill("", new StructType(schema.Fields), schema.Metadata, CArrowFlags.None, target);
    }

    // One block holds the children's structs, the pointers to them, the dictionary's struct and the texts.
    private static void Fill(string name, ArrowType type, ArrowMetadata metadata, CArrowFlags flags, CArrowSchema* target)
    {
        *target = default;
        int children = type.Children.Count, metadataSize = CMetadata.Size(metadata);
        int structs = ((children + (type is DictionaryType ? 1 : 0)) * sizeof(CArrowSchema)) + (children * sizeof(CArrowSchema*));
        int texts = Encoding.UTF8.GetByteCount(type.Format) + 1 + Encoding.UTF8.GetByteCount(name) + 1 + metadataSize;
        byte* block = (byte*)NativeMemory.AllocZeroed((nuint)(structs + texts));
        target->PrivateData = block;
        target->ChildCount = children;
        target->Children = (CArrowSchema**)block;
        target->Release = &Release;
        try
        {
            var child = (CArrowSchema*)(block + (children * sizeof(CArrowSchema*)));
            for (int i = 0; i < children; i++, child++)
            {
                target->Children[i] = child;
                Export(type.Children[i], child);
            }

            if (type is DictionaryType dictionary)
            {
                target->Dictionary = child;
                Fill("", dictionary.Value, ArrowMetadata.Empty, CArrowFlags.Nullable, child);
                flags |= dictionary.Ordered ? CArrowFlags.DictionaryOrdered : CArrowFlags.None;
            }

            flags |= type is MapType { KeysSorted: true } ? CArrowFlags.MapKeysSorted : CArrowFlags.None;
            target->Flags = (long)flags;
            target->Format = block + structs;
            target->Name = CText.Write(type.Format, target->Format, "format");
            byte* end = CText.Write(name, target->Name, "name");
            if (metadataSize > 0)
            {
                target->Metadata = end;
                CMetadata.Write(metadata, end);
            }
        }
        catch (ArrowException)
        {
            Free(target);
            throw;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(CArrowSchema* schema) => Free(schema);

    private static void Free(CArrowSchema* schema)
    {
        for (long i = 0; i < schema->ChildCount; i++)
        {
            CSchemaImporter.Release(schema->Children[i]);
        }

        CSchemaImporter.Release(schema->Dictionary);
        NativeMemory.Free(schema->PrivateData);
        *schema = default;
    }

    private static void ThrowIfNull(void* target)
    {
        if (target == null)
        {
            throw new ArgumentNullException(nameof(target));
        }
    }
}
