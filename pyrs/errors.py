"""SyntaxErrors with CPython's messages, positions and text.

Columns come in bytes, counted from 0; the exception wants characters, counted from 1, in the text it shows. `walker` is
the reader of diagnose.py: it knows the tokens read so far, the lexer, and for an f-string where its expression stands.
"""
from pyrs import lexer as lexer_module
from pyrs import tokens as kinds
from pyrs.compiler.errors import last_piece


def error_at_last_token(walker, category, message):
    """The error for the last token read, or for where the lexer is if that token has no text."""
    lexer = walker.lexer
    if not walker.tokens:
        return build(walker, category, message, 0, 0, 0, -1)
    t = walker.tokens[-1]
    if t.col == -1:
        # Where a prompt would read on, a line begins that nothing is known of.
        col = 0 if lexer.cur == lexer.buf or lexer.no_more_lines and lexer.cur == lexer.size else lexer.cur - lexer.line_start
    else:
        col = t.col + 1
    end_col = -1 if t.end_col == -1 else t.end_col + 1
    return build(walker, category, message, t.lineno, col, t.end_lineno, end_col)


def error_at(walker, category, message, lineno, col, end_lineno, end_col):
    """The error for a range; a column of -1 says that it is unknown."""
    return build(walker, category, message, lineno, col + 1, end_lineno, end_col + 1)


def build(walker, category, message, lineno, col, end_lineno, end_col):
    """The exception; columns count from 1 here."""
    lexer = walker.lexer
    filename = walker.options.filename
    inside = walker.start_rule == 'fstring'
    if inside:
        message = 'f-string: ' + message
    text = None
    if walker.start_rule == 'file':
        text = file_line(filename, lineno, lexer.encoding)
    if text is None:
        text = source_line(walker, lineno)
    if inside:
        col -= walker.start_col
        end_col -= walker.start_col
    if lexer.encoding is not None:
        col = character_offset(text, col)
        if end_col > 0:
            end_col = character_offset(text, end_col)
    return category(message, (filename, lineno, col, text, end_lineno, end_col))


def character_offset(text, offset):
    """Bytes to characters; an offset past the end counts one character more."""
    data = text.encode('utf-8') + b'\0'
    if offset < 0:
        return 0
    return len(data[:offset].decode('utf-8', 'replace'))


def source_line(walker, lineno):
    """The text to show: the rest of the buffer for the line the lexer is on, else that line without its end."""
    lexer = walker.lexer
    data = lexer.data
    end = lexer.line_end()
    if lexer.lineno <= lineno and end > lexer.buf:
        return data[lexer.buf:end].decode('utf-8', 'replace')
    if walker.first_line:
        lineno = lineno - walker.first_line + 1
    elif lexer.encoding is not None and lexer.encoding != 'utf-8':
        # CPython looks for an earlier line in what it has not decoded.
        data = walker.options.undecoded
        end = len(data)
    start = 0
    for _ in range(lineno - 1):
        newline = data.find(b'\n', start)
        if newline < 0 or newline + 1 > end:
            break
        start = newline + 1
    stop = data.find(b'\n', start)
    if stop < 0:
        stop = len(data) - (data is lexer.data)
    return data[start:stop].decode('utf-8', 'replace')


def file_line(filename, lineno, encoding):
    """Line `lineno` of a file, or None if there is no such file or line."""
    if not isinstance(filename, str) or lineno < 1:
        return None
    try:
        with open(filename, 'rb') as file:
            line = b''
            for _ in range(lineno):
                line = file.readline()
                if not line:
                    return None
    except (OSError, ValueError):
        return None
    line = last_piece(line.replace(b'\r\n', b'\n').replace(b'\r', b'\n'))
    if not line:
        return None
    try:
        return line.decode(encoding or 'utf-8', 'replace')
    except LookupError:
        return None


# -- errors of the lexer

LEXER_MESSAGES = {
    lexer_module.DONE_TABS: (TabError, 'inconsistent use of tabs and spaces in indentation'),
    lexer_module.DONE_TOO_DEEP: (IndentationError, 'too many levels of indentation'),
    lexer_module.DONE_CONTINUATION: (SyntaxError, 'unexpected character after line continuation character'),
}


def lexer_error(walker):
    """The error of the ERRORTOKEN that was just read."""
    lexer = walker.lexer
    done = lexer.done
    if done == lexer_module.DONE_DECODE:
        return error_at_last_token(walker, SyntaxError, f'(unicode error) {lexer.error}')
    if lexer.error is not None:
        return finished(walker)
    if done == lexer_module.DONE_EOF:
        if lexer.level:
            return never_closed(walker)
        return error_at_last_token(walker, SyntaxError, 'unexpected EOF while parsing')
    if done == lexer_module.DONE_DEDENT:
        return error_at_last_token(walker, IndentationError, 'unindent does not match any outer indentation level')
    category, message = LEXER_MESSAGES[done]
    col = max(lexer.cur - lexer.buf - 1, 0) if done == lexer_module.DONE_CONTINUATION else 0
    return error_at(walker, category, message, lexer.lineno, col, lexer.lineno, -1)


def finished(walker):
    """The error that the lexer worded itself."""
    message, lineno, col, text, end_lineno, end_col = walker.lexer.error
    return SyntaxError(message, (walker.options.filename, lineno, col, text, end_lineno, end_col))


def lexer_warning_error(walker, message):
    """The error for a warning of the lexer that a filter made one."""
    walker.lexer.fail_syntax(message, walker.lexer.cur)
    return finished(walker)


def never_closed(walker):
    kind, lineno, col = walker.lexer.parens[-1]
    return error_at(walker, SyntaxError, f"'{lexer_module.PAREN_TEXT[kind]}' was never closed", lineno, col, lineno, -1)


def earlier_lexer_error(walker):
    """Read on to the end: an error of the lexer, or an unclosed bracket on an earlier line, explains more than the parser's
    error. None if there is neither."""
    lexer = walker.lexer
    if lexer.interactive:
        return None
    line = walker.tokens[-1].lineno
    while True:
        t = lexer.next_token()
        error = walker.report_lexer_warnings()
        if error is not None:
            return error
        if t.kind == kinds.ERRORTOKEN:
            if lexer.done == lexer_module.DONE_DECODE:
                # As it is: there is no parser left to turn it into a SyntaxError.
                return lexer.error
            if lexer.error is not None:
                return finished(walker)
            if lexer.level and line > lexer.parens[-1][1]:
                return never_closed(walker)
            return None
        if t.kind == kinds.ENDMARKER:
            return None
