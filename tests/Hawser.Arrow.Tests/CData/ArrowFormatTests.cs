using Hawser.Arrow.CData;

namespace Hawser.Arrow.Tests.CData;

public sealed unsafe class ArrowFormatTests
{
    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void Every_type_is_read_back_from_its_format(int index, string name)
    {
        ArrowType type = TypeZoo.All[index];
        if (type is not DictionaryType)
        {
            Assert.Equal(type, ArrowFormat.Parse(type.Format, type.Children, type is MapType { KeysSorted: true }));
        }

        Assert.NotEmpty(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("ll")]
    [InlineData("d:")]
    [InlineData("d:0,0")]
    [InlineData("d:39,0")]
    [InlineData("d:77,0,256")]
    [InlineData("d:10,99999")]
    [InlineData("d:10")]
    [InlineData("d:10,2,64")]
    [InlineData("d:10,2,128,1")]
    [InlineData("w:-1")]
    [InlineData("w:99999999999999999999")]
    [InlineData("w:5 ")]
    [InlineData("tsx:")]
    [InlineData("tss")]
    [InlineData("tt")]
    [InlineData("+")]
    [InlineData("+l")]
    [InlineData("+m")]
    [InlineData("+w:3")]
    [InlineData("+us:0")]
    [InlineData("+ud:1,1")]
    [InlineData("+ud:200")]
    [InlineData("+L")]
    [InlineData("vu")]
    [InlineData("e")]
    public void A_format_that_is_not_possible_is_an_error(string format) => Assert.Throws<ArrowException>(() => ArrowFormat.Parse(format));

    [Fact]
    public void A_format_that_is_very_long_is_an_error() =>
        Assert.Throws<ArrowException>(() => ArrowFormat.Parse("+us:" + string.Join(',', Enumerable.Repeat("1", 100_000))));

    [Fact]
    public void Random_formats_give_a_type_or_an_error()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        const string Letters = "nbcCsSiIlLefguzUZwdtTDmuns+rv:,0123456789-UTC/";
        for (int i = 0; i < 20_000; i++)
        {
            string format = new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])]);
            try
            {
                Assert.Equal(ArrowFormat.Parse(format), ArrowFormat.Parse(format));
            }
            catch (ArrowException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void A_schema_that_nests_too_deep_is_an_error()
    {
        const int Depth = 200;
        var schemas = new CArrowSchema[Depth];
        var children = new nint[Depth];
        fixed (CArrowSchema* s = schemas)
        fixed (nint* c = children)
        fixed (byte* list = "+l\0"u8)
        {
            for (int i = 0; i < Depth; i++)
            {
                s[i] = new CArrowSchema { Format = list, ChildCount = 1, Children = (CArrowSchema**)(c + i), Release = &Ignore };
                c[i] = (nint)(s + Math.Min(i + 1, Depth - 1));
            }

            CArrowSchema* root = s;
            Assert.Contains("deeper", Assert.Throws<ArrowException>(() => CSchemaImporter.ImportField(root)).Message, StringComparison.Ordinal);
            Assert.True(root->Release == null);
        }
    }

    [Fact]
    public void A_name_with_a_nul_cannot_be_exported()
    {
        CArrowSchema schema;
        CArrowSchema* pointer = &schema;
        var type = new StructType(new Field("ok", ArrowType.Int8), new Field("a\0b", ArrowType.Int8));
        Assert.Throws<ArrowException>(() => CSchemaExporter.Export(new Field("f", type), pointer));
        Assert.True(schema.Release == null);
    }

    [System.Runtime.InteropServices.UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Ignore(CArrowSchema* schema) => schema->Release = null;
}
