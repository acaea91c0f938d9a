
using Zoo = Hawser.Testing.Zoo.TypeZoo;

namespace Hawser.Arrow.Tests.Text;

public sealed class ArrowTypeTextTests
{
    public static TheoryData<string> Columns() => [.. Zoo.All.Select(column => column.Name)];

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_type_is_read_back_as_it_was_written(string name)
    {
        Field field = Zoo.Named(name).Field.WithName("").WithNullable(true);
        Assert.True(ArrowTypeText.TryParse(ArrowTypeText.Format(field), out Field parsed));
        Assert.Equal((field.Type, field.ExtensionName, field.ExtensionMetadata), (parsed.Type, parsed.ExtensionName, parsed.ExtensionMetadata));
    }

    [Fact]
    public void Text_that_was_tampered_with_is_another_type_or_none_and_never_an_error()
    {
        int seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        const string Letters = "+lswmudDO(),:?{};%0123456789é \n\0ibcCsSIlLfguUzZntT";
        string[] texts = [.. Zoo.All.Select(column => ArrowTypeText.Format(column.Field))];
        for (int i = 0; i < 20_000; i++)
        {
            char[] text = texts[random.Next(texts.Length)].ToCharArray();
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                text[random.Next(text.Length)] = Letters[random.Next(Letters.Length)];
            }

            string tampered = new(text, 0, random.Next(10) == 0 ? random.Next(text.Length) : text.Length);
            if (ArrowTypeText.TryParse(tampered, out Field parsed))
            {
                Assert.True(ArrowTypeText.TryParse(ArrowTypeText.Format(parsed), out Field again), $"{tampered} (seed {seed})");
                Assert.Equal(parsed.Type, again.Type);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("+l(item?:i) ")]
    [InlineData("+l()")]
    [InlineData("+m(entries:i)")]
    [InlineData("+w:-1(item?:i)")]
    [InlineData("+ud:0,0(a?:i,b?:u)")]
    [InlineData("d:99999999999,0")]
    [InlineData("%zz")]
    [InlineData("i{arrow.uuid;")]
    public void Other_text_is_no_type(string text) => Assert.False(ArrowTypeText.TryParse(text, out _));

    [Fact]
    public void A_type_nested_without_end_is_no_type() =>
        Assert.False(ArrowTypeText.TryParse(string.Concat(Enumerable.Repeat("+l(item?:", 100_000)) + "i" + new string(')', 100_000), out _));
}
