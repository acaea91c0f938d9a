using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hawser.Architecture.Tests;

public sealed partial class NameTests
{
    private const string Rule = "A name says the thing; these words say nothing, so name what it does or what it holds.";

    // Words with an honest first place (ServiceAccount, CommonTableExpression) are refused only as the last part of a name.
    private static readonly string[] NeverAPart = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Misc", "Impl", "Processor"];
    private static readonly string[] NeverTheEnd = ["Common", "Service", "Services", "Info", "Manager"];
    private static readonly string[] Expected = ["ConnectionManager", "ConnectorRegistry"];

    [Fact]
    public void Types_are_named_for_what_they_are() => Finding.AssertNone(
        Rule,
        from file in SourceFile.Src.Concat(SourceFile.Tests)
        from type in file.Nodes<BaseTypeDeclarationSyntax>()
        let word = SaysNothing(type.Identifier.ValueText)
        where word is not null
        select file.At(type.Identifier, $"the type {type.Identifier.ValueText} has \"{word}\" in its name"));

    [Fact]
    public void Folders_and_files_are_named_for_what_they_hold() => Finding.AssertNone(
        Rule,
        from path in RepositoryFiles.All
        where path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal)
        from part in path.Split('/')
        let word = SaysNothing(Path.GetFileNameWithoutExtension(part))
        where word is not null
        select new Finding(path, 1, $"\"{part}\" has \"{word}\" in its name"));

    [Theory]
    [InlineData("StringUtils", "Utils")]
    [InlineData("HelpersForTests", "Helpers")]
    [InlineData("Common", "Common")]
    [InlineData("TableInfo", "Info")]
    [InlineData("SessionManager", "Manager")]
    [InlineData("ConnectionManager", null)]
    [InlineData("NativeMemoryManager", null)]
    [InlineData("ServiceAccount", null)]
    [InlineData("Implicit", null)]
    [InlineData("Information", null)]
    public void The_words_are_found_as_parts(string name, string? word) => Assert.Equal(word, SaysNothing(name));

    private static string? SaysNothing(string name)
    {
        // A MemoryManager<T> is what the framework calls an owner of foreign memory.
        if (Expected.Contains(name) || name.EndsWith("MemoryManager", StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = [.. Words().Matches(name).Select(match => match.Value)];
        return parts.FirstOrDefault(NeverAPart.Contains) ?? (parts.Length > 0 && NeverTheEnd.Contains(parts[^1]) ? parts[^1] : null);
    }

    [GeneratedRegex("[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Words();
}
