"""The lexer: UTF-8 source to tokens, one at a time.

It reads bytes, because columns in the tree are UTF-8 byte offsets; the buffer ends in a NUL, so the end of input is a
character like any other and no read needs a bounds check (a source with a NUL inside is refused before).

Rules
1. `cur` is the first byte not read yet; `line_start`, `lineno` describe the line it is on. A line begins when its first
   byte is read, not when the newline before it is: an error at a NEWLINE still belongs to the old line.
2. `buf` is where the text of an error message begins: the current line, or the line on which the token that spans several
   lines started.
3. After an ERRORTOKEN, `done` says what happened. `error` holds the finished exception arguments where the lexer knows the
   position (ERR_SYNTAX); the other codes are worded by errors.py, because their position depends on the parser's state.
"""
import cython
from sys import intern

if not cython.compiled:
    from .tokens import *

KEYWORD_KINDS: dict = {}

# Why the last ERRORTOKEN was returned.
DONE_OK, DONE_EOF, DONE_SYNTAX, DONE_EOF_STRING, DONE_EOL_STRING, DONE_DEDENT, DONE_TABS, DONE_TOO_DEEP, DONE_CONTINUATION, \
    DONE_DECODE = range(10)

MAX_INDENT = 100
MAX_LEVEL = 200
TAB_SIZE = 8

# Character classes: what a token that starts with this byte can be.
if not cython.compiled:
    C_OTHER, C_NAME, C_DIGIT, C_BLANK, C_QUOTE, C_NEWLINE, C_OPERATOR = range(7)


def _classes() -> bytes:
    table = bytearray(256)
    for c in range(256):
        if c >= 128 or chr(c).isalpha() or c == 95:
            table[c] = 1
        elif 48 <= c <= 57:
            table[c] = 2
        elif c in b' \t\f':
            table[c] = 3
        elif c in b'\'"':
            table[c] = 4
        elif c == 10:
            table[c] = 5
        elif c in b'()[]{}:,;.~|^&<>+-*/%@=!':
            table[c] = 6
    return bytes(table)


# What each operator and keyword is; here and not in tokens.py, which compiled code does without.
OPERATORS = {
    '(': LPAR, ')': RPAR, '[': LSQB, ']': RSQB, '{': LBRACE, '}': RBRACE, ':': COLON, ',': COMMA, ';': SEMI, '.': DOT, '...': ELLIPSIS, '->': RARROW,
    ':=': COLONEQUAL, '=': EQUAL, '~': TILDE, '|': VBAR, '^': CIRCUMFLEX, '&': AMPER, '<<': LEFTSHIFT, '>>': RIGHTSHIFT, '+': PLUS, '-': MINUS,
    '*': STAR, '/': SLASH, '//': DOUBLESLASH, '%': PERCENT, '@': AT, '**': DOUBLESTAR, '==': EQEQUAL, '!=': NOTEQUAL, '<': LESS, '<=': LESSEQUAL,
    '>': GREATER, '>=': GREATEREQUAL, '+=': PLUSEQUAL, '-=': MINEQUAL, '*=': STAREQUAL, '/=': SLASHEQUAL, '//=': DOUBLESLASHEQUAL, '%=': PERCENTEQUAL,
    '@=': ATEQUAL, '&=': AMPEREQUAL, '|=': VBAREQUAL, '^=': CIRCUMFLEXEQUAL, '<<=': LEFTSHIFTEQUAL, '>>=': RIGHTSHIFTEQUAL, '**=': DOUBLESTAREQUAL,
}
KEYWORDS = {
    'False': KW_FALSE, 'None': KW_NONE, 'True': KW_TRUE, 'and': KW_AND, 'as': KW_AS, 'assert': KW_ASSERT, 'break': KW_BREAK, 'class': KW_CLASS,
    'continue': KW_CONTINUE, 'def': KW_DEF, 'del': KW_DEL, 'elif': KW_ELIF, 'else': KW_ELSE, 'except': KW_EXCEPT, 'finally': KW_FINALLY,
    'for': KW_FOR, 'from': KW_FROM, 'global': KW_GLOBAL, 'if': KW_IF, 'import': KW_IMPORT, 'in': KW_IN, 'is': KW_IS, 'lambda': KW_LAMBDA,
    'nonlocal': KW_NONLOCAL, 'not': KW_NOT, 'or': KW_OR, 'pass': KW_PASS, 'raise': KW_RAISE, 'return': KW_RETURN, 'try': KW_TRY, 'while': KW_WHILE,
    'with': KW_WITH, 'yield': KW_YIELD,
}


def _single_operators() -> bytes:
    table = bytearray(256)
    for text, kind in OPERATORS.items():
        if len(text) == 1:
            table[ord(text)] = kind
    return bytes(table)


def _keywords() -> dict:
    return {intern(name): kind for name, kind in {**KEYWORDS, 'async': ASYNC, 'await': AWAIT}.items()}


# The bytes objects stay referenced here: compiled code keeps only pointers into them.
_class_bytes = _classes()
_single_bytes = _single_operators()
CLASSES = _class_bytes
SINGLE = _single_bytes
KEYWORD_KINDS.update(_keywords())


class Token:
    """One token.

    `start` and `end` are offsets into the lexer's buffer, -1 for a token without text; columns are bytes from the start of
    the line; `level` is the number of brackets open after the token. `text` is the name of a NAME or keyword, interned
    and as written (not normalised), or the content of a type comment.
    """
    __slots__ = ('kind', 'start', 'end', 'lineno', 'col', 'end_lineno', 'end_col', 'level', 'text')

    def __repr__(self):
        return f'<Token {self.kind} {self.text!r} at {self.lineno}:{self.col}>'


class Lexer:
    """Tokens of one source.

    `data`: the source in UTF-8 with `\\n` line ends, without NULs.
    `encoding`: the declared encoding, or None for bytes that declare none.
    `single`: end of input counts as the end of a line and of all blocks (interactive input).
    `async_names`: `async` and `await` are names outside of `async def`, as before Python 3.7.
    `first_line`, `start_col`: for the expressions of f-strings: line before the first, and the column of the first byte on the first line.
    """
    __slots__ = ('data', 'src', 'size', 'cur', 'line_start', 'lineno', 'buf', 'bol', 'level', 'indents', 'alt_indents',
                 'pending', 'parens', 'done', 'error', 'warnings', 'encoding', 'type_comments', 'type_ignores', 'single',
                 'started', 'imply_dedent', 'interactive', 'no_more_lines', 'adjust_line', 'adjust_col', 'async_names', 'async_depth', 'async_body')

    def __init__(self, data, encoding='utf-8', single=False, type_comments=False, imply_dedent=True, first_line=0, start_col=0,
                 async_names=False):
        self.data = data + b'\0'
        self.src = self.data
        self.size = len(data)
        self.encoding = encoding
        self.single = single
        self.type_comments = type_comments
        self.imply_dedent = imply_dedent
        self.interactive = False        # lines of a prompt: an empty one ends a block, and more may come where the source ends
        self.no_more_lines = False      # a prompt reads none to explain an error: the input then ends inside brackets too
        self.cur = self.line_start = self.buf = 0
        self.lineno = first_line
        self.adjust_line = first_line + 1 if start_col or first_line else 0
        self.adjust_col = start_col
        self.bol = True
        self.started = False
        self.level = self.pending = 0
        self.indents = [0]
        self.alt_indents = [0]
        self.parens = []
        self.done = 0
        self.error = None
        self.warnings = []
        self.type_ignores = []
        self.async_names = async_names
        self.async_depth = -1
        self.async_body = False

    # -- making tokens

    def make(self, kind, start, end):
        """A token of the current line."""
        t = Token.__new__(Token)
        t.kind = kind
        t.start = start
        t.end = end
        t.lineno = t.end_lineno = self.lineno
        t.level = self.level
        t.text = None
        if start < 0:
            t.col = t.end_col = -1
        else:
            t.col = start - self.line_start
            t.end_col = end - self.line_start
        if self.lineno == self.adjust_line:
            t.col += self.adjust_col
            t.end_col += self.adjust_col
        return t

    def fail(self, done, cur):
        """An ERRORTOKEN whose message depends on the parser's state."""
        self.done = done
        self.cur = cur
        return self.make(ERRORTOKEN, -1, -1)

    def fail_syntax(self, message, cur, col=-1, end_col=-1):
        """An ERRORTOKEN with its message; columns count characters from 1, by default those before `cur`."""
        if col == -1:
            col = len(self.data[self.line_start:cur].decode('utf-8', 'replace'))
        if end_col == -1:
            end_col = col
        stop = self.data.find(b'\n', self.line_start)
        if stop < 0:
            stop = self.size
        text = self.data[self.line_start:stop].decode('utf-8', 'replace')
        self.error = (message, self.lineno, col, text, self.lineno, end_col)
        self.done = DONE_SYNTAX
        self.cur = cur
        return self.make(ERRORTOKEN, -1, -1)

    def line_end(self):
        """Offset after the current line, newline included."""
        if self.lineno == 0 or self.cur > self.size:
            return self.cur
        at = self.data.find(b'\n', self.line_start if self.cur == self.line_start else max(self.cur - 1, self.line_start))
        return self.size if at < 0 else at + 1

    # -- the scanner

    def next_token(self):
        """The next token. After ENDMARKER or ERRORTOKEN the result of another call is unspecified but harmless."""
        t = self.scan()
        while t.kind == TYPE_IGNORE:
            self.type_ignores.append((t.lineno, t.text))
            t = self.scan()
        if t.end == self.size and t.kind != STRING and (t.end - t.start < 3 or t.kind < LPAR or t.kind >= KW_FALSE):
            # Everything but strings and operators of three characters is ended by what follows, here the end of input.
            self.done = DONE_EOF
        if self.async_names:
            self.old_async(t)
        if self.single:
            if t.kind == ENDMARKER and self.started and not self.interactive:
                t.kind = NEWLINE
                self.started = False
                if len(self.indents) > 1 and self.imply_dedent:
                    self.pending = 1 - len(self.indents)
                    del self.indents[1:]
                    del self.alt_indents[1:]
            else:
                self.started = True
        return t

    def old_async(self, t):
        """Make names of `async` and `await` where Python 3.6 has them as names.

        `async_depth` is the indentation level of the `async def` that the token is in, or -1; `async_body` says that its
        first line is over.
        """
        if t.kind == NEWLINE:
            self.async_body = True
        elif self.async_depth >= 0 and (t.kind < NEWLINE or t.kind > TYPE_COMMENT):
            if self.level == 0 and self.async_body and self.async_depth >= len(self.indents) - 1:
                self.async_depth = -1
        if self.async_depth < 0 and (t.kind == ASYNC or t.kind == AWAIT):
            rest = self.data[self.cur:self.cur + 200].lstrip(b' \t\f')
            if t.kind == ASYNC and rest.startswith(b'def') and not (rest[3:4].isalnum() or rest[3:4] == b'_'):
                self.async_depth = len(self.indents) - 1
                self.async_body = False
            else:
                t.kind = NAME

    def all_tokens(self):
        """List of the tokens up to ENDMARKER or ERRORTOKEN."""
        result = []
        while True:
            t = self.next_token()
            result.append(t)
            if t.kind == ENDMARKER or t.kind == ERRORTOKEN:
                return result

    def scan(self):
        src = self.src
        p = self.cur
        while True:
            blank_line = False
            if self.bol:
                self.bol = False
                if p < self.size:
                    self.lineno += 1
                    self.line_start = self.buf = p
                col = alt_col = continued_col = 0
                while True:
                    c = src[p]
                    if c == 32:
                        col += 1
                        alt_col += 1
                    elif c == 9:
                        col = (col // 8 + 1) * 8
                        alt_col += 1
                    elif c == 12:
                        col = alt_col = 0
                    elif c == 92:
                        # The first backslash fixes the indentation of the whole logical line.
                        if continued_col == 0:
                            continued_col = col
                        p = self.continuation(p + 1)
                        if p < 0:
                            return self.make(ERRORTOKEN, -1, -1)
                        self.buf = p
                        continue
                    else:
                        break
                    p += 1
                if c == 35 or c == 10:
                    blank_line = not self.interactive or self.lineno > 1 and (c == 35 or p > self.line_start)
                    if not blank_line:
                        col = alt_col = 0
                if blank_line:
                    pass
                elif self.level == 0:
                    if continued_col:
                        col = alt_col = continued_col
                    self.cur = p
                    if not self.indentation(col, alt_col):
                        return self.make(ERRORTOKEN, -1, -1)

            if self.pending != 0:
                self.cur = p
                if self.pending < 0:
                    if p >= self.size and self.done == DONE_OK:
                        # The end of input is what ends the block.
                        self.done = DONE_EOF
                    self.pending += 1
                    return self.make(DEDENT, -1, -1)
                self.pending -= 1
                return self.make(INDENT, -1, -1)

            while True:
                c = src[p]
                while c == 32 or c == 9 or c == 12:
                    p += 1
                    c = src[p]
                start = p
                kind = CLASSES[c]
                if kind == C_NAME:
                    return self.name(p)
                if kind == C_OPERATOR:
                    return self.operator(c, p)
                if kind == C_NEWLINE:
                    self.bol = True
                    p += 1
                    if blank_line or self.level > 0:
                        break
                    self.cur = p
                    return self.make(NEWLINE, start, start)
                if kind == C_DIGIT:
                    return self.number(p)
                if kind == C_QUOTE:
                    return self.string(p, start)
                if c == 35:
                    while c != 10 and c != 0:
                        p += 1
                        c = src[p]
                    if self.type_comments:
                        t = self.type_comment(start, p, blank_line)
                        if t is not None:
                            return t
                    if c == 10:
                        # The line end counts from the comment on.
                        self.bol = True
                        p += 1
                        if blank_line or self.level > 0:
                            break
                        self.cur = p
                        return self.make(NEWLINE, start, p - 1)
                    continue
                if c == 0:
                    self.cur = p
                    if self.level and not self.no_more_lines:
                        return self.fail(DONE_EOF, p)
                    if self.done == DONE_OK:
                        self.done = DONE_EOF
                    return self.make(ENDMARKER, -1, -1)
                if c == 92:
                    p = self.continuation(p + 1)
                    if p < 0:
                        return self.make(ERRORTOKEN, -1, -1)
                    continue
                self.cur = p + 1
                if 32 < c < 127:
                    return self.make(OP, start, p + 1)
                return self.fail_syntax(f'invalid non-printable character U+{c:04X}', p + 1)

    def continuation(self, p):
        """The offset after the newline that a backslash joins, or -1."""
        c = self.src[p]
        if c != 10:
            self.done = DONE_CONTINUATION
            self.cur = p + 1 if c else p
            return -1
        p += 1
        if self.src[p] == 0:
            self.done = DONE_EOF
            self.cur = self.size
            return -1
        self.lineno += 1
        self.line_start = p
        return p

    def indentation(self, col, alt_col):
        """Compare a line's indentation with the stack; false on an error. Tabs must not decide: `alt_col` counts them as one column."""
        top = len(self.indents) - 1
        current = self.indents[top]
        if col == current:
            if alt_col != self.alt_indents[top]:
                return self.bad_indentation(DONE_TABS)
        elif col > current:
            if top + 1 >= MAX_INDENT:
                return self.bad_indentation(DONE_TOO_DEEP)
            if alt_col <= self.alt_indents[top]:
                return self.bad_indentation(DONE_TABS)
            self.pending += 1
            self.indents.append(col)
            self.alt_indents.append(alt_col)
        else:
            while top > 0 and col < self.indents[top]:
                self.pending -= 1
                top -= 1
                self.indents.pop()
                self.alt_indents.pop()
            if col != self.indents[top]:
                return self.bad_indentation(DONE_DEDENT)
            if alt_col != self.alt_indents[top]:
                return self.bad_indentation(DONE_TABS)
        return True

    def bad_indentation(self, done):
        self.cur = self.line_end()
        self.done = done
        return False

    def name(self, p):
        src = self.src
        start = p
        c = src[p]
        # Prefixes of strings are the only names that end in a quote.
        if c == 98 or c == 66 or c == 114 or c == 82 or c == 117 or c == 85 or c == 102 or c == 70:
            saw_b = saw_r = saw_u = saw_f = False
            while True:
                if (c == 98 or c == 66) and not (saw_b or saw_u or saw_f):
                    saw_b = True
                elif (c == 117 or c == 85) and not (saw_b or saw_u or saw_r or saw_f):
                    saw_u = True
                elif (c == 114 or c == 82) and not (saw_r or saw_u):
                    saw_r = True
                elif (c == 102 or c == 70) and not (saw_f or saw_b or saw_u):
                    saw_f = True
                else:
                    break
                p += 1
                c = src[p]
                if c == 34 or c == 39:
                    return self.string(p, start)
        mask = c
        kind = CLASSES[c]
        while kind == C_NAME or kind == C_DIGIT:
            mask |= c
            p += 1
            c = src[p]
            kind = CLASSES[c]
        self.cur = p
        if mask >= 128:
            try:
                text = src[start:p].decode('utf-8')
            except UnicodeDecodeError as e:
                self.error = e
                return self.fail(DONE_DECODE, p)
            if not text.isidentifier():
                return self.bad_identifier(start, text)
            kind = NAME
        else:
            text = intern(src[start:p].decode('ascii'))
            found = KEYWORD_KINDS.get(text)
            kind = NAME if found is None else found
        t = self.make(kind, start, p)
        t.text = text
        return t

    def bad_identifier(self, start, text):
        at = 0
        while (('a' if at else '') + text[at]).isidentifier():
            at += 1
        c = text[at]
        if at + 1 < len(text):
            self.cur = start + len(text[:at + 1].encode())
        if c.isprintable():
            return self.fail_syntax(f"invalid character '{c}' (U+{ord(c):04X})", self.cur)
        return self.fail_syntax(f'invalid non-printable character U+{ord(c):04X}', self.cur)

    def string(self, p, start):
        """A string literal whose opening quote is at p."""
        src = self.src
        quote = src[p]
        first_line = self.lineno
        first_line_start = self.line_start
        size = 1
        p += 1
        if src[p] == quote:
            if src[p + 1] == quote:
                size = 3
                p += 2
            else:
                size = 0
                p += 1
        run = 0
        while run != size:
            c = src[p]
            if c == 0 or (c == 10 and size == 1):
                detected = self.lineno
                self.lineno = first_line
                self.line_start = first_line_start
                kind = 'unterminated triple-quoted string literal' if size == 3 else 'unterminated string literal'
                t = self.fail_syntax(f'{kind} (detected at line {detected})', start + 1)
                if c != 10:
                    self.done = DONE_EOF_STRING if size == 3 else DONE_EOL_STRING
                return t
            p += 1
            if c == quote:
                run += 1
            else:
                run = 0
                if c == 92:
                    c = src[p]
                    if c != 0:
                        p += 1
                # A line is entered when its first byte is read, so not at the end of input.
                if c == 10 and p < self.size:
                    self.lineno += 1
                    self.line_start = p
        t = Token.__new__(Token)
        t.kind = STRING
        t.start = start
        t.end = p
        t.lineno = first_line
        t.end_lineno = self.lineno
        t.col = start - first_line_start
        t.end_col = p - self.line_start
        t.level = self.level
        t.text = None
        if self.lineno == self.adjust_line:
            t.col += self.adjust_col
            t.end_col += self.adjust_col
        self.cur = p
        return t

    # -- numbers

    def number(self, p):
        """A number that starts with a digit, or with a point followed by a digit."""
        src = self.src
        start = p
        c = src[p]
        if c == 48:
            c = src[p + 1]
            if c == 120 or c == 88:
                return self.based_number(start, 16, 'hexadecimal')
            if c == 111 or c == 79:
                return self.based_number(start, 8, 'octal')
            if c == 98 or c == 66:
                return self.based_number(start, 2, 'binary')
            p += 1
            while True:
                c = src[p]
                if c == 95:
                    p += 1
                    c = src[p]
                    if not 48 <= c <= 57:
                        return self.fail_syntax('invalid decimal literal', p)
                if c != 48:
                    break
                p += 1
            if 48 <= c <= 57:
                zeros_end = p + 1
                p = self.digits(p)
                if p < 0:
                    return self.make(ERRORTOKEN, -1, -1)
                c = src[p]
                if c != 46 and c != 101 and c != 69 and c != 106 and c != 74:
                    return self.fail_syntax('leading zeros in decimal integer literals are not permitted; '
                                            'use an 0o prefix for octal integers',
                                            p, start + 1 - self.line_start, zeros_end - self.line_start)
        elif c != 46:
            p = self.digits(p)
            if p < 0:
                return self.make(ERRORTOKEN, -1, -1)
            c = src[p]
        if c == 46:
            p += 1
            c = src[p]
            if 48 <= c <= 57:
                p = self.digits(p)
                if p < 0:
                    return self.make(ERRORTOKEN, -1, -1)
                c = src[p]
        if c == 101 or c == 69:
            p += 1
            c = src[p]
            if c == 43 or c == 45:
                p += 1
                c = src[p]
                if not 48 <= c <= 57:
                    return self.fail_syntax('invalid decimal literal', p)
            elif not 48 <= c <= 57:
                p -= 1
                return self.end_number(start, p, 'decimal')
            p = self.digits(p)
            if p < 0:
                return self.make(ERRORTOKEN, -1, -1)
            c = src[p]
        if c == 106 or c == 74:
            return self.end_number(start, p + 1, 'imaginary')
        if c < 128 and CLASSES[c] == C_NAME:
            return self.end_number(start, p, 'decimal')
        self.cur = p
        return self.make(NUMBER, start, p)

    def digits(self, p):
        """The offset after decimal digits with single underscores between them, or -1."""
        src = self.src
        while True:
            c = src[p]
            while 48 <= c <= 57:
                p += 1
                c = src[p]
            if c != 95:
                return p
            p += 1
            c = src[p]
            if not 48 <= c <= 57:
                self.fail_syntax('invalid decimal literal', p)
                return -1

    def based_number(self, start, base, kind):
        src = self.src
        p = start + 2
        while True:
            c = src[p]
            if c == 95:
                p += 1
                c = src[p]
            if not self.is_digit(c, base):
                if 48 <= c <= 57:
                    return self.fail_syntax(f"invalid digit '{chr(c)}' in {kind} literal", p + 1)
                return self.fail_syntax(f'invalid {kind} literal', p)
            while self.is_digit(c, base):
                p += 1
                c = src[p]
            if c != 95:
                break
        if 48 <= c <= 57:
            return self.fail_syntax(f"invalid digit '{chr(c)}' in {kind} literal", p + 1)
        return self.end_number(start, p, kind)

    def is_digit(self, c, base):
        if base == 16:
            return 48 <= c <= 57 or 97 <= c <= 102 or 65 <= c <= 70
        return 48 <= c < 48 + base

    def end_number(self, start, p, kind):
        """The token, unless a name follows directly. Some keywords may, with a warning: `1if x else y`."""
        src = self.src
        c = src[p]
        if c < 128 and (CLASSES[c] == C_NAME or CLASSES[c] == C_DIGIT):
            rest = src[p:min(p + 5, self.size)]
            allowed = False
            if c == 105:
                allowed = rest[1:2] in (b'f', b'n', b's')
            else:
                for word in (b'and', b'else', b'for', b'or', b'not'):
                    if rest.startswith(word):
                        after = CLASSES[src[p + len(word)]]
                        allowed = after != C_NAME and after != C_DIGIT
                        break
            if not allowed:
                return self.fail_syntax(f'invalid {kind} literal', p)
            self.warnings.append((SyntaxWarning, f'invalid {kind} literal', self.lineno, start - self.line_start))
        self.cur = p
        return self.make(NUMBER, start, p)

    # -- punctuation

    def operator(self, c, p):
        src = self.src
        kind = SINGLE[c]
        c2 = src[p + 1]
        size = 1
        if kind >= TILDE or kind == DOT or kind == COLON or kind == 0 or kind == EQUAL:
            if c == 46:
                if 48 <= c2 <= 57:
                    return self.number(p)
                if c2 == 46 and src[p + 2] == 46:
                    kind = ELLIPSIS
                    size = 3
            elif c2 == 61:
                size = 2
                if c == 61:
                    kind = EQEQUAL
                elif c == 33:
                    kind = NOTEQUAL
                elif c == 60:
                    kind = LESSEQUAL
                elif c == 62:
                    kind = GREATEREQUAL
                elif c == 43:
                    kind = PLUSEQUAL
                elif c == 45:
                    kind = MINEQUAL
                elif c == 42:
                    kind = STAREQUAL
                elif c == 47:
                    kind = SLASHEQUAL
                elif c == 58:
                    kind = COLONEQUAL
                elif c == 37:
                    kind = PERCENTEQUAL
                elif c == 38:
                    kind = AMPEREQUAL
                elif c == 124:
                    kind = VBAREQUAL
                elif c == 64:
                    kind = ATEQUAL
                elif c == 94:
                    kind = CIRCUMFLEXEQUAL
                else:
                    size = 1
            elif c2 == c:
                if c == 42:
                    size = 2
                    kind = DOUBLESTAR
                elif c == 47:
                    size = 2
                    kind = DOUBLESLASH
                elif c == 60:
                    size = 2
                    kind = LEFTSHIFT
                elif c == 62:
                    size = 2
                    kind = RIGHTSHIFT
                if size == 2 and src[p + 2] == 61:
                    size = 3
                    if c == 42:
                        kind = DOUBLESTAREQUAL
                    elif c == 47:
                        kind = DOUBLESLASHEQUAL
                    elif c == 60:
                        kind = LEFTSHIFTEQUAL
                    else:
                        kind = RIGHTSHIFTEQUAL
            elif c == 45:
                if c2 == 62:
                    kind = RARROW
                    size = 2
            elif c == 60:
                if c2 == 62:
                    kind = NOTEQUAL
                    size = 2
            if kind == 0:
                # A lone '!': no token of the language, but not an error of the lexer either.
                kind = OP
        elif kind <= RBRACE:
            if kind == LPAR or kind == LSQB or kind == LBRACE:
                if self.level >= MAX_LEVEL:
                    return self.fail_syntax('too many nested parentheses', p + 1)
                self.parens.append((kind, self.lineno, p - self.line_start))
                self.level += 1
            else:
                if self.level == 0:
                    return self.fail_syntax(f"unmatched '{chr(c)}'", p + 1)
                self.level -= 1
                opening = self.parens.pop()
                if opening[0] != kind - 1:
                    return self.mismatch(c, opening, p)
        p += size
        self.cur = p
        return self.make(kind, p - size, p)

    def mismatch(self, c, opening, p):
        # The bracket stays on the stack for later messages, one level up, as its slot would in an array.
        message = f"closing parenthesis '{chr(c)}' does not match opening parenthesis '{PAREN_TEXT[opening[0]]}'"
        if opening[1] != self.lineno:
            message += f' on line {opening[1]}'
        return self.fail_syntax(message, p + 1)

    # -- type comments

    def type_comment(self, start, end, blank_line):
        """The TYPE_COMMENT or TYPE_IGNORE in the comment at start..end, or None."""
        text = self.data[start:end]
        at = 1
        while text[at:at + 1] in (b' ', b'\t'):
            at += 1
        if text[at:at + 5] != b'type:':
            return None
        at += 5
        while text[at:at + 1] in (b' ', b'\t'):
            at += 1
        body = text[at:]
        if body[:6] == b'ignore' and not (len(body) > 6 and (body[6] >= 128 or body[6:7].isalnum())):
            self.cur = end
            t = self.make(TYPE_IGNORE, start + at + 6, end)
            t.text = body[6:].decode('utf-8')
            if blank_line:
                if self.src[end] == 10:
                    self.cur = end + 1
                self.bol = True
            return t
        self.cur = end
        t = self.make(TYPE_COMMENT, start + at, end)
        t.text = body.decode('utf-8')
        return t


PAREN_TEXT = {LPAR: '(', LSQB: '[', LBRACE: '{'}


# -- sources

class SourceError(Exception):
    """The encoding of a source is wrong; the argument is the message. It has no position."""


def normal_encoding_name(name: str) -> str:
    """`name` with the spellings of UTF-8 and Latin-1 unified."""
    head = name[:12].replace('_', '-').lower()
    if head == 'utf-8' or head.startswith('utf-8-'):
        return 'utf-8'
    if head in ('latin-1', 'iso-8859-1', 'iso-latin-1') or head.startswith(('latin-1-', 'iso-8859-1-', 'iso-latin-1-')):
        return 'iso-8859-1'
    return name


def coding_in_line(line: bytes):
    """(the encoding that a comment declares or None, whether the line is blank but for a comment)."""
    stripped = line.lstrip(b' \t\f')
    if not stripped.startswith(b'#'):
        return None, not stripped.strip(b'\r\n')
    at = stripped.find(b'coding')
    while at >= 0:
        p = at + 6
        if stripped[p:p + 1] in (b':', b'='):
            p += 1
            while stripped[p:p + 1] in (b' ', b'\t'):
                p += 1
            begin = p
            while stripped[p:p + 1].isalnum() or stripped[p:p + 1] in (b'-', b'_', b'.'):
                if p >= len(stripped):
                    break
                p += 1
            if p > begin:
                return normal_encoding_name(stripped[begin:p].decode('ascii')), True
        at = stripped.find(b'coding', at + 1)
    return None, True


def declared_encoding(source: bytes):
    """The encoding that the coding comment of `source`, which has no byte order mark, names; or None."""
    # A line that does not end declares nothing.
    lines = source.split(b'\n', 2)
    for line in lines[:2] if len(lines) > 2 else lines[:-1]:
        declared, blank = coding_in_line(line)
        if declared is not None or not blank:
            return declared
    return None


def decode_source(source: bytes):
    """(UTF-8 bytes, declared encoding or None) of source bytes, by its byte order mark and coding comment.

    Bytes that declare nothing are passed on unchecked: a wrong byte is an error where it stands.
    Raises SourceError.
    """
    encoding = None
    if source.startswith(b'\xef\xbb\xbf'):
        source = source[3:]
        encoding = 'utf-8'
    declared = declared_encoding(source)
    if declared is None:
        return source, encoding
    if encoding is not None:
        if declared != encoding:
            raise SourceError(f'encoding problem: {declared} with BOM')
        return source, encoding
    if declared != 'utf-8':
        try:
            # A NUL that the decoder makes ends the source.
            text = str(source, declared).partition('\0')[0]
        except LookupError as e:
            raise SourceError(str(e)) from None
        except (UnicodeError, ValueError) as e:
            raise SourceError(str(e)) from None
        source = text.encode('utf-8')
    return source, declared


def normalize_newlines(data: bytes, final_newline: bool) -> bytes:
    """`data` with `\\n` line ends, and with one at the end if `final_newline`.

    A final `\\r\\n` becomes two: CPython adds the one that it thinks is missing, which shows in line numbers of errors.
    """
    missing = final_newline and (data.endswith(b'\r\n') or not data.endswith((b'\n', b'\r')))
    if 13 in data:
        data = data.replace(b'\r\n', b'\n').replace(b'\r', b'\n')
    return data + b'\n' if missing else data


def is_incomplete(source: str) -> bool:
    """Whether more lines could complete `source`, as far as the lexer can tell.

    True inside brackets, a triple-quoted string or after a final backslash, and in a block that no blank line has closed.
    """
    lexer = Lexer(normalize_newlines(source.encode('utf-8'), True))
    tokens = lexer.all_tokens()
    if tokens[-1].kind == ERRORTOKEN:
        return lexer.done == DONE_EOF or lexer.done == DONE_EOF_STRING
    at = len(tokens) - 2
    dedents = 0
    while at >= 0 and (tokens[at].kind == DEDENT or tokens[at].kind == NEWLINE):
        dedents += tokens[at].kind == DEDENT
        at -= 1
    if at >= 0 and tokens[at].kind == COLON:
        return True
    return dedents > 0 and not source.endswith('\n\n')
