using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hawser.Architecture.Tests;

public sealed class FileShapeTests
{
    private const string Rule = "One type a file, and the file is named for it (Name.cs, or Name.Part.cs of a partial type).";

    [Fact]
    public void A_file_holds_one_type() => Finding.AssertNone(
        Rule,
        from file in SourceFile.Src
        from type in TopLevelTypes(file).Skip(1)
        select file.At(type, $"{NameOf(type)} needs a file of its own"));

    [Fact]
    public void A_file_is_named_for_its_type() => Finding.AssertNone(
        Rule,
        from file in SourceFile.Src
        let type = TopLevelTypes(file).FirstOrDefault()
        where type is not null && Path.GetFileName(file.Path).Split('.')[0] is var name && !IsNamedFor(name, type)
        select file.At(type, $"holds {NameOf(type)}"));

    [Fact]
    public void Namespaces_are_file_scoped() => Finding.AssertNone(
        "A file has one namespace, without braces.",
        from file in SourceFile.Src.Concat(SourceFile.Tests)
        from block in file.Nodes<NamespaceDeclarationSyntax>()
        select file.At(block, $"namespace {block.Name} has braces"));

    [Fact]
    public void There_are_no_regions() => Finding.AssertNone(
        "A file that wants regions wants to be several files.",
        from file in SourceFile.Src.Concat(SourceFile.Tests)
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select new Finding(file.Path, trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1, trivia.ToString()));

    private static IEnumerable<MemberDeclarationSyntax> TopLevelTypes(SourceFile file) =>
        file.Nodes<MemberDeclarationSyntax>().Where(member =>
            member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
            && member.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
            && !member.Modifiers.Any(SyntaxKind.FileKeyword));

    private static bool IsNamedFor(string file, MemberDeclarationSyntax type)
    {
        string name = NameOf(type);
        bool isGeneric = type is TypeDeclarationSyntax { TypeParameterList: not null } or DelegateDeclarationSyntax { TypeParameterList: not null };
        return file == name || (isGeneric && file.StartsWith(name + "Of", StringComparison.Ordinal));
    }

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.ValueText,
        DelegateDeclarationSyntax named => named.Identifier.ValueText,
        _ => type.ToString(),
    };
}
