using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hawser.Architecture.Tests;

public sealed class ReferenceTests
{
    private const string Direction = "References point one way: Arrow ◄ Abstractions ◄ Connectors.* and Hawser ◄ Hawser.All ◄ Hawser.Cli.";
    private const string OneNamedPlace = "src/Hawser/Registry/ReservedNames.cs";

    private static readonly string[] Engines =
        ["duckdb", "sqlite", "postgres", "mysql", "mariadb", "redshift", "snowflake", "bigquery", "databricks", "adbc"];

    [Fact]
    public void References_point_one_way() => Finding.AssertNone(
        Direction,
        from project in ProjectFile.Src
        from reference in project.References
        where !Allowed(project.Name, reference.Name)
        select new Finding(project.Path, reference.Line, $"{project.Name} may not reference {reference.Name}"));

    [Fact]
    public void Every_project_has_its_place_in_the_direction() => Finding.AssertNone(
        "A new project of src needs a place in the direction of references: " + Direction,
        from project in ProjectFile.Src
        where project.Name is not ("Hawser.Arrow" or "Hawser.Abstractions" or "Hawser" or "Hawser.All" or "Hawser.Cli" or "Hawser.Extensions.DependencyInjection") && !IsConnector(project.Name)
        select new Finding(project.Path, 1, $"{project.Name} is none of the known rooms"));

    [Fact]
    public void The_memory_and_the_contract_bring_no_packages() => Finding.AssertNone(
        "Hawser.Arrow and Hawser.Abstractions are what plug-ins reference, so they depend on nothing.",
        from project in ProjectFile.Src
        where project.Name is "Hawser.Arrow" or "Hawser.Abstractions"
        from package in project.Packages
        select new Finding(project.Path, package.Line, $"{project.Name} references the package {package.Name}"));

    [Fact]
    public void Internals_are_shown_to_tests_only() => Finding.AssertNone(
        "A project that sees another's internals escapes the contract; only tests, benchmarks and conformance may.",
        from project in ProjectFile.Src
        from friend in project.Friends
        where !IsTest(friend.Name)
        select new Finding(project.Path, friend.Line, $"internals of {project.Name} are shown to {friend.Name}"));

    [Fact]
    public void The_library_names_no_engine() => Finding.AssertNone(
        $"Hawser finds connectors through the registry and names engines only in {OneNamedPlace}.",
        from file in SourceFile.Src
        where file.Path.StartsWith("src/Hawser/", StringComparison.Ordinal) && file.Path != OneNamedPlace
        from token in file.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
        from engine in Engines
        where token.ValueText.Contains(engine, StringComparison.OrdinalIgnoreCase)
        select file.At(token, $"\"{token.ValueText}\" names the engine {engine}"));

    private static bool Allowed(string from, string to) => from switch
    {
        "Hawser.Arrow" => false,
        "Hawser.Abstractions" => to is "Hawser.Arrow",
        "Hawser" => to is "Hawser.Abstractions" or "Hawser.Arrow",
        "Hawser.All" => to is "Hawser" or "Hawser.Abstractions" or "Hawser.Arrow" || IsConnector(to),
        "Hawser.Cli" => to is "Hawser.All",
        "Hawser.Extensions.DependencyInjection" => to is "Hawser",
        _ when IsConnector(from) => to is "Hawser.Abstractions" or "Hawser.Arrow",
        _ => false,
    };

    private static bool IsConnector(string project) => project.StartsWith("Hawser.Connectors.", StringComparison.Ordinal);

    private static bool IsTest(string project) =>
        project.EndsWith(".Tests", StringComparison.Ordinal) || project.Contains("Conformance", StringComparison.Ordinal)
        || project.Contains("Bench", StringComparison.Ordinal) || project is "Hawser.Testing";
}
