using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite.Tests.Sql;

public sealed class CreateTableParserTests
{
    [Fact]
    public void Column_constraints_are_found_among_types_comments_and_quotes()
    {
        ParsedTable table = CreateTableParser.Parse("""
            CREATE TABLE "odd (name" (
              id INTEGER PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT, -- a comment, with (
              [a b] DECIMAL(10, 2) NOT NULL DEFAULT -1.5 CHECK ("a b" > 0 AND ')' <> '('),
              `c``d` TEXT COLLATE NOCASE DEFAULT 'it''s' UNIQUE REFERENCES other("x y") ON DELETE SET NULL ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED NOT NULL,
              g GENERATED ALWAYS AS (id || ',' || ("a b")) STORED,
              h INT AS (id * 2) /* virtual, here */ ,
              d DEFAULT (1 + 2),
              untyped,
              CONSTRAINT positive CHECK (id > 0),
              CONSTRAINT pair UNIQUE (id, [a b] COLLATE NOCASE DESC),
              CONSTRAINT parent FOREIGN KEY (id, h) REFERENCES p(a, b) ON DELETE CASCADE
            ) STRICT
            """);
        Assert.Equal(["id", "a b", "c`d", "g", "h", "d", "untyped"], table.Columns.ConvertAll(column => column.Name));
        Assert.True(table.Columns[0].IsAutoincrement);
        Assert.True(table.Columns[0].HasConflictClause);
        Assert.Equal("-1.5", table.Columns[1].Default);
        Assert.Equal("'it''s'", table.Columns[2].Default);
        Assert.Equal("NOCASE", table.Columns[2].Collation);
        Assert.Equal("id || ',' || (\"a b\")", table.Columns[3].GeneratedExpression);
        Assert.Equal("id * 2", table.Columns[4].GeneratedExpression);
        Assert.Equal("(1 + 2)", table.Columns[5].Default);
        Assert.Equal([new ParsedCheck(null, "\"a b\" > 0 AND ')' <> '('", "a b"), new ParsedCheck("positive", "id > 0", null)], table.Checks);
        Assert.Equal([new ParsedForeignKey(null, true, true), new ParsedForeignKey("parent", false, false)], table.ForeignKeys);
        Assert.Equal(["id", "a b"], table.UniqueKeys[1].Columns);
        Assert.Equal("pair", table.UniqueKeys[1].Name);
        Assert.True(table.IsStrict);
        Assert.False(table.IsWithoutRowId);
    }

    [Fact]
    public void Constraints_need_no_commas_between_them()
    {
        ParsedTable table = CreateTableParser.Parse(
            "CREATE TABLE t(a, b, CONSTRAINT k PRIMARY KEY(b, a) CHECK(a>0) UNIQUE(a)) WITHOUT ROWID, STRICT");
        Assert.Equal("k", table.PrimaryKey!.Name);
        Assert.Equal(["b", "a"], table.PrimaryKey.Columns);
        Assert.Single(table.Checks);
        Assert.Single(table.UniqueKeys);
        Assert.True(table.IsStrict);
        Assert.True(table.IsWithoutRowId);
    }

    [Theory]
    [InlineData("CREATE VIRTUAL TABLE t USING fts5(a, b)")]
    [InlineData("")]
    [InlineData("CREATE TABLE")]
    public void What_is_no_table_has_no_columns(string sql) => Assert.Empty(CreateTableParser.Parse(sql).Columns);

    [Fact]
    public void Any_text_is_parsed_to_an_end()
    {
        const int Seed = 20264;
        Random random = new(Seed);
        string[] pieces = ["CREATE TABLE t", "(", ")", ",", "a", "INT", "CHECK", "REFERENCES", "DEFAULT", "-", "'", "\"", "[", "ON", "/*", "--", "\n", "PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "x'", "1e", "?", "$", "NOT"];
        for (int i = 0; i < 5_000; i++)
        {
            string sql = "CREATE TABLE t(" + string.Join(' ', Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.NotNull(CreateTableParser.Parse(sql));
        }
    }

    [Fact]
    public void Tokens_have_the_kinds_of_the_grammar()
    {
        const string Sql = "select x'0a', 'a''b', \"q\"\"\", [b], `c`, 1.5e-3, 0x1F, ?1, :n, @v, $w, a<>b -- end";
        List<SqlToken> tokens = SqlTokenizer.Tokenize(Sql);
        string[] texts = [.. tokens.Where(token => token.Kind is not (SqlTokenKind.Symbol or SqlTokenKind.End))
            .Select(token => $"{token.Kind}:{Sql.Substring(token.Start, token.Length)}")];
        Assert.Equal(
            ["Word:select", "Blob:x'0a'", "String:'a''b'", "QuotedName:\"q\"\"\"", "QuotedName:[b]", "QuotedName:`c`", "Number:1.5e-3", "Number:0x1F",
             "Parameter:?1", "Parameter::n", "Parameter:@v", "Parameter:$w", "Word:a", "Word:b"],
            texts);
    }
}
