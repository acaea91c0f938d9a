namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>
/// Reads a stored <c>CREATE TABLE</c> (https://www.sqlite.org/lang_createtable.html). SQLite accepted the text before, so the parser does not
/// judge it: what it does not know it steps over.
/// </summary>
internal sealed class CreateTableParser
{
    private static readonly string[] ConstraintWords =
        ["CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS", "ON"];

    private readonly TokenCursor _cursor;
    private readonly ParsedTable _table = new();

    private CreateTableParser(string sql) => _cursor = new TokenCursor(sql);

    /// <summary>Parses a statement; a virtual table or a view gives a table without columns.</summary>
    public static ParsedTable Parse(string sql)
    {
        CreateTableParser parser = new(sql);
        parser.ParseStatement();
        return parser._table;
    }

    private void ParseStatement()
    {
        _cursor.TryTakeWord("CREATE");
        if (_cursor.IsWord("VIRTUAL") || _cursor.IsWord("VIEW"))
        {
            return;
        }

        while (!_cursor.IsAtEnd && !_cursor.IsSymbol('('))
        {
            _cursor.Advance();
        }

        _cursor.Advance();
        ParseBody();
        ParseOptions();
    }

    private void ParseBody()
    {
        while (!_cursor.IsAtEnd && !_cursor.TryTakeSymbol(')'))
        {
            int before = _cursor.Current.Start;
            string? name = TakeConstraintName();
            if (!TryParseTableConstraint(name) && name is null)
            {
                ParseColumn();
            }

            _cursor.TryTakeSymbol(',');
            if (_cursor.Current.Start == before)
            {
                _cursor.Advance();
            }
        }
    }

    private void ParseOptions()
    {
        while (!_cursor.IsAtEnd)
        {
            _table.IsStrict |= _cursor.IsWord("STRICT");
            _table.IsWithoutRowId |= _cursor.IsWord("ROWID");
            _cursor.Advance();
        }
    }

    private string? TakeConstraintName() => _cursor.TryTakeWord("CONSTRAINT") ? _cursor.TakeName() : null;

    private bool TryParseTableConstraint(string? name)
    {
        if (_cursor.TryTakeWord("PRIMARY"))
        {
            _cursor.TryTakeWord("KEY");
            _table.PrimaryKey = new ParsedKey(name, TakeColumnList());
            SkipConflictClause(null);
            return true;
        }

        if (_cursor.TryTakeWord("UNIQUE"))
        {
            _table.UniqueKeys.Add(new ParsedKey(name, TakeColumnList()));
            SkipConflictClause(null);
            return true;
        }

        if (_cursor.TryTakeWord("CHECK"))
        {
            _table.Checks.Add(new ParsedCheck(name, _cursor.TakeParentheses(), null));
            SkipConflictClause(null);
            return true;
        }

        if (_cursor.TryTakeWord("FOREIGN"))
        {
            _cursor.TryTakeWord("KEY");
            _cursor.TakeParentheses();
            _cursor.TryTakeWord("REFERENCES");
            ParseReferences(name);
            return true;
        }

        return false;
    }

    /// <summary>The names in <c>(a, "b c" COLLATE NOCASE DESC)</c>.</summary>
    private List<string> TakeColumnList()
    {
        List<string> names = [];
        if (!_cursor.TryTakeSymbol('('))
        {
            return names;
        }

        while (!_cursor.IsAtEnd && !_cursor.TryTakeSymbol(')'))
        {
            names.Add(_cursor.TakeName());
            while (!_cursor.IsAtEnd && !_cursor.IsSymbol(',') && !_cursor.IsSymbol(')'))
            {
                _cursor.Advance();
            }

            _cursor.TryTakeSymbol(',');
        }

        return names;
    }

    private void ParseColumn()
    {
        ParsedColumn column = new(_cursor.TakeName());
        _table.Columns.Add(column);
        SkipType();
        while (!IsAtEndOfColumn())
        {
            ParseColumnConstraint(column, TakeConstraintName());
        }
    }

    private bool IsAtEndOfColumn() => _cursor.IsAtEnd || _cursor.IsSymbol(',') || _cursor.IsSymbol(')');

    private void SkipType()
    {
        while (!IsAtEndOfColumn() && !Array.Exists(ConstraintWords, _cursor.IsWord))
        {
            if (_cursor.IsSymbol('('))
            {
                _cursor.TakeParentheses();
            }
            else
            {
                _cursor.Advance();
            }
        }
    }

    private void ParseColumnConstraint(ParsedColumn column, string? name)
    {
        if (_cursor.TryTakeWord("PRIMARY"))
        {
            ParsePrimaryKey(column, name);
        }
        else if (_cursor.TryTakeWord("UNIQUE"))
        {
            _table.UniqueKeys.Add(new ParsedKey(name, [column.Name]));
        }
        else if (_cursor.TryTakeWord("CHECK"))
        {
            _table.Checks.Add(new ParsedCheck(name, _cursor.TakeParentheses(), column.Name));
        }
        else if (_cursor.TryTakeWord("DEFAULT"))
        {
            column.Default = TakeDefault();
        }
        else if (_cursor.TryTakeWord("COLLATE"))
        {
            column.Collation = _cursor.TakeName();
        }
        else if (_cursor.TryTakeWord("REFERENCES"))
        {
            ParseReferences(name);
        }
        else if (_cursor.TryTakeWord("AS"))
        {
            column.GeneratedExpression = _cursor.TakeParentheses();
        }
        else if (!SkipConflictClause(column))
        {
            _cursor.Advance();
        }
    }

    private void ParsePrimaryKey(ParsedColumn column, string? name)
    {
        _cursor.TryTakeWord("KEY");
        _table.PrimaryKey = new ParsedKey(name, [column.Name]);
        if (!_cursor.TryTakeWord("ASC"))
        {
            _cursor.TryTakeWord("DESC");
        }

        SkipConflictClause(column);
        column.IsAutoincrement = _cursor.TryTakeWord("AUTOINCREMENT");
    }

    /// <summary>A parenthesised expression, or a literal with an optional sign.</summary>
    private string TakeDefault()
    {
        int start = _cursor.Current.Start;
        if (_cursor.IsSymbol('('))
        {
            _cursor.TakeParentheses();
            return _cursor.TextFrom(start);
        }

        if (!_cursor.TryTakeSymbol('-'))
        {
            _cursor.TryTakeSymbol('+');
        }

        _cursor.Advance();
        return _cursor.TextFrom(start);
    }

    private void ParseReferences(string? name)
    {
        _cursor.TakeName();
        _cursor.TakeParentheses();
        while (_cursor.TryTakeWord("ON") || _cursor.TryTakeWord("MATCH"))
        {
            SkipAction();
        }

        bool isNot = _cursor.TryTakeWord("NOT");
        bool isDeferrable = _cursor.TryTakeWord("DEFERRABLE");
        if (isNot && !isDeferrable)
        {
            _cursor.TryTakeWord("NULL");
        }

        bool isDeferred = false;
        if (_cursor.TryTakeWord("INITIALLY"))
        {
            isDeferred = _cursor.IsWord("DEFERRED");
            _cursor.Advance();
        }

        _table.ForeignKeys.Add(new ParsedForeignKey(name, isDeferrable && !isNot, isDeferred && isDeferrable && !isNot));
    }

    /// <summary>Behind ON: <c>DELETE SET NULL</c>, <c>UPDATE NO ACTION</c>, <c>DELETE CASCADE</c>; behind MATCH: a name.</summary>
    private void SkipAction()
    {
        if (!_cursor.TryTakeWord("DELETE") && !_cursor.TryTakeWord("UPDATE"))
        {
            _cursor.Advance();
            return;
        }

        if (!_cursor.TryTakeWord("SET"))
        {
            _cursor.TryTakeWord("NO");
        }

        _cursor.Advance();
    }

    private bool SkipConflictClause(ParsedColumn? column)
    {
        if (!_cursor.TryTakeWord("ON"))
        {
            return false;
        }

        _cursor.TryTakeWord("CONFLICT");
        _cursor.Advance();
        if (column is not null)
        {
            column.HasConflictClause = true;
        }

        return true;
    }
}
