using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hawser.Architecture.Tests;

public sealed class CodeTests
{
    private const string ThePump = "src/Hawser.Arrow/SyncPump.cs";

    [Fact]
    public void Nothing_is_left_unbuilt() => Finding.AssertNone(
        "What is declared works. A connector that lacks something says so with a ConnectorException.",
        from file in SourceFile.Src
        from name in file.Nodes<IdentifierNameSyntax>()
        where name.Identifier.ValueText == "NotImplementedException"
        select file.At(name, "throws NotImplementedException"));

    [Fact]
    public void No_catch_is_empty() => Finding.AssertNone(
        "An empty catch makes an outcome silent: report it, turn it into a result, or let it pass. Where nothing is left to do, a filter says for which errors and a comment why.",
        from file in SourceFile.Src.Concat(SourceFile.Tests)
        from handler in file.Nodes<CatchClauseSyntax>()
        where handler.Block.Statements.Count == 0 && !IsReasoned(file, handler)
        select file.At(handler, "empty catch"));

    [Fact]
    public void Work_sent_to_the_thread_pool_says_why() => Finding.AssertNone(
        "Task.Run costs a thread's turn per call; where it is right, a comment before it says why.",
        from file in SourceFile.Src
        where file.Path != ThePump
        from call in file.Nodes<InvocationExpressionSyntax>()
        where call.Expression.ToString() is "Task.Run" or "System.Threading.Tasks.Task.Run" or "ThreadPool.QueueUserWorkItem" && !IsExplained(call)
        select file.At(call, $"{call.Expression} without a comment before it"));

    [Fact]
    public void Async_work_is_waited_for_in_one_place() => Finding.AssertNone(
        $"Blocking on a task can deadlock the caller; sync members go through SyncPump ({ThePump}).",
        from file in SourceFile.Src
        where file.Path != ThePump
        from member in file.Nodes<MemberAccessExpressionSyntax>()
        where Blocks(member)
        select file.At(member.Name, $"{member} blocks"));

    [Theory]
    [InlineData("_ = task.Result;", true)]
    [InlineData("_ = OpenAsync().Result;", true)]
    [InlineData("_readTask.Wait();", true)]
    [InlineData("_ = OpenAsync().ConfigureAwait(false).GetAwaiter().GetResult();", true)]
    [InlineData("_ = report.Result;", false)]
    [InlineData("_semaphore.Wait();", false)]
    public void Blocking_is_recognised(string statement, bool blocks) => Assert.Equal(
        blocks,
        CSharpSyntaxTree.ParseText(statement).GetRoot().DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(Blocks));

    private static bool Blocks(MemberAccessExpressionSyntax member) => member.Name.Identifier.ValueText switch
    {
        "Result" or "Wait" => IsTask(member.Expression),
        "GetResult" => member.Expression.ToString().EndsWith("GetAwaiter()", StringComparison.Ordinal),
        _ => false,
    };

    // Types are not known to a parser; names are, and here an asynchronous method ends in Async and a task says so.
    private static bool IsTask(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => NameOf(call.Expression) is var name && (name.EndsWith("Async", StringComparison.Ordinal) || name is "AsTask" or "ConfigureAwait"),
        _ => NameOf(expression).EndsWith("task", StringComparison.OrdinalIgnoreCase),
    };

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => string.Empty,
    };

    private static bool IsReasoned(SourceFile file, CatchClauseSyntax handler) =>
        (handler.Filter is not null || file.Path.StartsWith("tests/", StringComparison.Ordinal))
        && handler.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));

    private static bool IsExplained(SyntaxNode call)
    {
        SyntaxNode member = call.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? call;
        return member.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.SpanStart < call.SpanStart);
    }
}
