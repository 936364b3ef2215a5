"""Values of literals: numbers, strings, bytes, f-strings, implicit concatenation.

`host` is the parser that meets the literal. It has
  `lexer`: the source,
  `fstring_expression(text, first_line, start_col)`: the tree of an expression inside an f-string, given with the parentheses
      that stand for its braces,
  `feature_version`: 3.<feature_version> is the language,
  `warn_literal(token, message)`: report a DeprecationWarning.
Both the parser and the diagnosis of wrong sources call this, so the errors are found in the same order.
"""
import cython
import _codecs as codecs

if not cython.compiled:
    from .nodes import *

MAX_PARENS = 200

_str_escapes = frozenset(b'\n\\\'"abfnrtv01234567xuUN')
_bytes_escapes = frozenset(b'\n\\\'"abfnrtv01234567x')


class StringError(Exception):
    """A wrong literal: (message, the token to blame or None for the last token read)."""

    def __init__(self, message, token=None):
        self.message = message
        self.token = token


def number_value(text: str):
    """The value of a number; ValueError for a decimal integer over the host's limit of digits."""
    if '_' in text:
        text = text.replace('_', '')
    last = text[-1]
    if text[0] == '0' and len(text) > 1 and text[1] in 'xXoObB':
        return int(text, 0)
    if last in 'jJ':
        return complex(0.0, float(text[:-1]))
    if text.isdigit():
        return int(text)
    return float(text)


def first_bad_escape(body: bytes, valid) -> str:
    """The first escape in `body` that only a warning allows: its characters after the backslash, or ''."""
    at = body.find(b'\\')
    end = len(body)
    while at >= 0 and at + 1 < end:
        c = body[at + 1]
        if c not in valid:
            return chr(c)
        if 52 <= c <= 55 and body[at + 2:at + 4].isdigit() and len(body[at + 2:at + 4]) == 2 and max(body[at + 2:at + 4]) < 56:
            return body[at + 1:at + 4].decode('ascii')
        at = body.find(b'\\', at + 2)
    return ''


def bad_escape_message(escape: str) -> str:
    if len(escape) == 3:
        return f"invalid octal escape sequence '\\{escape}'"
    return f"invalid escape sequence '\\{escape}'"


def ascii_escapes(body: bytes) -> bytes:
    """`body` with everything outside ASCII written as escapes, and with a backslash before such a character or at the end
    written as an escape too: it stands for itself."""
    out = []
    end = len(body)
    at = 0
    while at < end:
        c = body[at]
        if c == 92:
            out.append(b'\\')
            at += 1
            if at >= end or body[at] >= 128:
                out.append(b'u005c')
                if at >= end:
                    break
            c = body[at]
        if c >= 128:
            start = at
            while at < end and body[at] >= 128:
                at += 1
            for ch in body[start:at].decode('utf-8'):
                out.append(b'\\U%08x' % ord(ch))
        else:
            out.append(body[at:at + 1])
            at += 1
    return b''.join(out)


def without_bad_escapes(body: bytes, valid) -> bytes:
    """`body` with the backslashes of invalid escapes doubled, which means the same and warns of nothing."""
    out = []
    at = 0
    end = len(body)
    while at < end:
        c = body[at]
        if c == 92 and at + 1 < end:
            if body[at + 1] not in valid:
                out.append(b'\\')
                out.append(body[at:at + 1])
                at += 1
                continue
            octal = body[at + 1:at + 4]
            if len(octal) == 3 and 52 <= octal[0] <= 55 and all(48 <= d < 56 for d in octal):
                # Too large for a byte: bytes keep the low eight bits, text the code point.
                value = int(octal, 8)
                out.append(b'\\x%02x' % (value & 255) if valid is _bytes_escapes else b'\\u%04x' % value)
                at += 4
                continue
            out.append(body[at:at + 2])
            at += 2
        else:
            out.append(body[at:at + 1])
            at += 1
    return b''.join(out)


def decode_text(host, body: bytes, token) -> str:
    """The text of a string literal's body that has escapes."""
    try:
        if not body.isascii() or body.endswith(b'\\'):
            body = ascii_escapes(body)
        bad = first_bad_escape(body, _str_escapes)
        if not bad:
            return codecs.unicode_escape_decode(body)[0]
        try:
            text = codecs.unicode_escape_decode(without_bad_escapes(body, _str_escapes))[0]
        except UnicodeDecodeError:
            # The positions in the message are those of the unchanged body.
            return codecs.unicode_escape_decode(body)[0]
    except UnicodeError as e:        # also: no unicodedata to look names up in
        raise StringError(f'(unicode error) {e}') from None
    host.warn_literal(token, bad_escape_message(bad))
    return text


def decode_bytes(host, body: bytes, token) -> bytes:
    try:
        bad = first_bad_escape(body, _bytes_escapes)
        if not bad:
            return codecs.escape_decode(body)[0]
        try:
            value = codecs.escape_decode(without_bad_escapes(body, _bytes_escapes))[0]
        except ValueError:
            return codecs.escape_decode(body)[0]
    except ValueError as e:
        raise StringError(f'(value error) {e}') from None
    host.warn_literal(token, bad_escape_message(bad))
    return value


def decode_plain(body: bytes) -> str:
    try:
        return body.decode('utf-8')
    except UnicodeDecodeError as e:
        raise StringError(f'(unicode error) {e}') from None


def decode_unescaped(body: bytes) -> str:
    """The text of an f-string's part without escapes; a wrong byte is counted from the start of its run of such bytes."""
    try:
        return body.decode('utf-8')
    except UnicodeDecodeError:
        pass
    try:
        return ascii_escapes(body).decode('ascii')
    except UnicodeDecodeError as e:
        raise StringError(f'(unicode error) {e}') from None


class StringJoiner:
    """The parts of adjacent literals: literal text is collected until an expression comes."""
    __slots__ = ('first', 'last', 'kind', 'text', 'values', 'formatted')

    def __init__(self, first, last, kind):
        self.first = first
        self.last = last
        self.kind = kind
        self.text = ''
        self.values = []
        self.formatted = False

    def flush(self, first, last, kind):
        if self.text:
            self.values.append(Constant(self.text, kind, first.lineno, first.col, last.end_lineno, last.end_col))
            self.text = ''

    def finish(self, first, last, kind):
        """The tree from `first` to `last`; in a format spec that is the one token, while inner parts span all adjacent literals."""
        if not self.formatted:
            return Constant(self.text, kind, first.lineno, first.col, last.end_lineno, last.end_col)
        self.flush(first, last, kind)
        return JoinedStr(self.values, first.lineno, first.col, last.end_lineno, last.end_col)


def join_strings(host, strings: list):
    """The tree of adjacent string tokens. Raises StringError."""
    data = host.lexer.data
    first = strings[0]
    last = strings[-1]
    joiner = StringJoiner(first, last, 'u' if data[first.start] == 117 else None)
    bytes_parts = None
    for index, token in enumerate(strings):
        start = token.start
        while data[start] != 34 and data[start] != 39:
            start += 1
        prefix = data[token.start:start].lower()
        quotes = 3 if data[start:start + 3] in (b'"""', b"'''") else 1
        start += quotes
        end = token.end - quotes
        raw = b'r' in prefix
        is_bytes = b'b' in prefix
        if b'f' in prefix:
            if index and bytes_parts is not None:
                raise StringError('cannot mix bytes and nonbytes literals')
            FStringScanner(host, token, start, end, raw, joiner).parse_literal(0)
            continue
        body = data[start:end]
        if is_bytes:
            if not body.isascii():
                raise StringError('bytes can only contain ASCII literal characters', token)
            value = body if raw or b'\\' not in body else decode_bytes(host, body, token)
        else:
            value = decode_plain(body) if raw or b'\\' not in body else decode_text(host, body, token)
        if index == 0:
            if is_bytes:
                bytes_parts = []
        elif is_bytes != (bytes_parts is not None):
            raise StringError('cannot mix bytes and nonbytes literals')
        if is_bytes:
            bytes_parts.append(value)
        else:
            joiner.text += value
    if bytes_parts is not None:
        return Constant(b''.join(bytes_parts), None, first.lineno, first.col, last.end_lineno, last.end_col)
    return joiner.finish(first, last, joiner.kind)


class FStringScanner:
    """The body of one f-string, read from left to right; `at` is the next byte."""
    __slots__ = ('host', 'token', 'data', 'src', 'at', 'end', 'raw', 'joiner')

    def __init__(self, host, token, start, end, raw, joiner):
        self.host = host
        self.token = token
        self.data = host.lexer.data
        self.src = self.data
        self.at = start
        self.end = end
        self.raw = raw
        self.joiner = joiner

    def parse_literal(self, depth):
        """Add the parts to the joiner, up to the end of the literal or, in a format spec, to its closing brace."""
        self.joiner.formatted = True
        src = self.src
        while True:
            again = self.literal_text(depth)
            if again:
                continue
            if self.at >= self.end or src[self.at] == 125:
                break
            self.replacement_field(depth)
        if depth == 0 and self.at < self.end - 1:
            raise StringError('f-string: unexpected end of string')
        if depth != 0 and src[self.at] != 125:
            raise StringError("f-string: expecting '}'")

    def literal_text(self, depth):
        """Add literal text; true if it ended in a doubled brace, so that more may follow."""
        src = self.src
        end = self.end
        start = at = self.at
        doubled = False
        while at < end:
            c = src[at]
            at += 1
            if c == 92 and not self.raw and at < end:
                c = src[at]
                at += 1
                if c == 78:
                    # The braces of a character name open no field.
                    if at < end:
                        at += 1
                        if src[at - 1] == 123:
                            while at < end:
                                at += 1
                                if src[at - 1] == 125:
                                    break
                    continue
                if c == 123:
                    self.host.warn_literal(self.token, bad_escape_message('{'))
            if c == 123 or c == 125:
                if depth == 0:
                    if at < end and src[at] == c:
                        doubled = True
                        break
                    if c == 125:
                        raise StringError("f-string: single '}' is not allowed")
                at -= 1
                break
        self.at = at + 1 if doubled else at
        if at > start:
            body = self.data[start:at]
            if self.raw:
                self.joiner.text += decode_plain(body)
            elif b'\\' not in body:
                self.joiner.text += decode_unescaped(body)
            else:
                self.joiner.text += decode_text(self.host, body, self.token)
        return doubled

    def replacement_field(self, depth):
        """Add the field at `at`: {expression [=] [!conversion] [:spec]}."""
        src = self.src
        end = self.end
        if depth >= 2:
            raise StringError('f-string: expressions nested too deeply')
        start = self.at + 1
        self.at = start
        self.skip_expression()
        if self.at >= end:
            raise StringError("f-string: expecting '}'")
        value = self.compile_expression(start, self.at)
        joiner = self.joiner
        shown = False
        if src[self.at] == 61:
            if self.host.feature_version < 8:
                raise StringError('f-string: self documenting expressions are only supported in Python 3.8 and greater')
            self.at += 1
            while src[self.at] == 32 or 9 <= src[self.at] <= 13:
                self.at += 1
            if self.at >= end:
                raise StringError("f-string: expecting '}'")
            joiner.text += decode_plain(self.data[start:self.at])
            shown = True
        conversion = -1
        if src[self.at] == 33:
            self.at += 1
            if self.at >= end:
                raise StringError("f-string: expecting '}'")
            conversion = src[self.at]
            self.at += 1
            if conversion != 115 and conversion != 114 and conversion != 97:
                raise StringError("f-string: invalid conversion character: expected 's', 'r', or 'a'")
        spec = None
        if self.at >= end:
            raise StringError("f-string: expecting '}'")
        token = self.token
        if src[self.at] == 58:
            self.at += 1
            if self.at >= end:
                raise StringError("f-string: expecting '}'")
            outer = self.joiner
            self.joiner = StringJoiner(outer.first, outer.last, outer.kind)
            self.parse_literal(depth + 1)
            spec = self.joiner.finish(token, token, None)
            self.joiner = outer
        if self.at >= end or src[self.at] != 125:
            raise StringError("f-string: expecting '}'")
        self.at += 1
        if shown and spec is None and conversion == -1:
            conversion = 114
        first = joiner.first
        last = joiner.last
        joiner.flush(first, last, joiner.kind)
        joiner.values.append(FormattedValue(value, conversion, spec, first.lineno, first.col, last.end_lineno, last.end_col))

    def skip_expression(self):
        """Move `at` to the end of the expression: only brackets and strings are understood."""
        src = self.src
        end = self.end
        at = self.at
        quote = 0
        quote_size = 0
        stack = []
        while at < end:
            c = src[at]
            if c == 92:
                raise StringError('f-string expression part cannot include a backslash')
            if quote:
                if c == quote:
                    if quote_size == 3:
                        if at + 2 < end and src[at + 1] == c and src[at + 2] == c:
                            at += 2
                            quote = 0
                    else:
                        quote = 0
            elif c == 39 or c == 34:
                quote = c
                if at + 2 < end and src[at + 1] == c and src[at + 2] == c:
                    quote_size = 3
                    at += 2
                else:
                    quote_size = 1
            elif c == 40 or c == 91 or c == 123:
                if len(stack) >= MAX_PARENS:
                    raise StringError('f-string: too many nested parenthesis')
                stack.append(c)
            elif c == 35:
                raise StringError("f-string expression part cannot include '#'")
            elif not stack and (c == 33 or c == 58 or c == 125 or c == 61 or c == 62 or c == 60):
                if at + 1 < end and src[at + 1] == 61 and (c == 33 or c == 61 or c == 60 or c == 62):
                    at += 2
                    continue
                if c != 62 and c != 60:
                    break
            elif c == 41 or c == 93 or c == 125:
                if not stack:
                    raise StringError(f"f-string: unmatched '{chr(c)}'")
                opening = stack.pop()
                if c - opening != (1 if c == 41 else 2):
                    raise StringError(f"f-string: closing parenthesis '{chr(c)}' does not match opening parenthesis '{chr(opening)}'")
            at += 1
        self.at = at
        if quote:
            raise StringError('f-string: unterminated string')
        if stack:
            raise StringError(f"f-string: unmatched '{chr(stack[-1])}'")

    def compile_expression(self, start, end):
        data = self.data
        body = data[start:end]
        if not body.strip(b' \t\n\f'):
            c = data[end]
            if c == 33 or c == 58 or c == 61:
                raise StringError(f"f-string: expression required before '{chr(c)}'")
            raise StringError('f-string: empty expression not allowed')
        token = self.token
        brace = start - 1
        # Where the line of the brace starts, inside the token.
        lines = data.count(b'\n', token.start, brace)
        at = start
        while data[at] in b' \t\f':
            at += 1
        cols = 0
        if data[at] != 125 and data[at] != 10:
            newline = data.rfind(b'\n', token.start, brace)
            cols = brace - newline - 1 if newline >= 0 else brace - token.start
        return self.host.fstring_expression(b'(' + body + b')', token.lineno + lines - 1, cols if lines else token.col + cols)
