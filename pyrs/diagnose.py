"""Why a source is wrong: the second reader, slow and exact.

The parser only knows that a source is wrong. This module reads it again as CPython's parser does, with ordered choice and
remembered results, first to find the furthest token that was looked at, then once more with the rules of diagnose_rules.py
that match mistakes. The order of choices, what is remembered, and when the second pass may see a mistake are all
observable in the messages, so they follow CPython's parser even where the result of a valid source would not need it.

To keep the cost independent of the size of the file, reading starts at the innermost statement at which the parser failed.
"""
import re

from . import lexer as lexer_module
from . import errors
from . import tokens as kinds
from .diagnose_actions import ACTIONS, Node, is_legacy_name
from .diagnose_rules import RULES
from .lexer import Lexer

# Depth of rules at which CPython's parser gives up.
MAX_LEVEL = 6000
NOTHING = ()

# Results of a choice that end its rule at once.
STOP = object()


class Raised(Exception):
    """A finished error: `error` is the exception to raise, `from_lexer` whether the source could not even be cut into tokens."""

    def __init__(self, error, from_lexer=False):
        self.error = error
        self.from_lexer = from_lexer


class ReadAgain(Exception):
    """The whole source must be read."""


class Walker:
    """One reading of one source, or of one expression of an f-string."""

    def __init__(self, lexer, options, start_rule, first_line=0, start_col=0):
        self.lexer = lexer
        self.options = options
        self.flufl = options.flufl
        self.feature_version = options.feature_version
        self.start_rule = start_rule
        self.first_line = first_line
        self.start_col = start_col
        self.tokens = []
        self.mark = 0
        self.level = 0
        self.memo = {}
        self.second = False
        self.pending = None         # an error that ended a repetition; an error of the rest of the same choice takes its place
        self.warned = 0
        self.earlier = []
        self.last = None            # the last token of the first pass

    # -- tokens

    def token(self):
        if self.mark == len(self.tokens):
            self.fetch()
        return self.tokens[self.mark]

    def fetch(self):
        t = self.lexer.next_token()
        self.tokens.append(t)
        while self.earlier and self.earlier[0][2:] < (t.lineno, t.col):
            self.report_earlier()
        error = self.report_lexer_warnings()
        if error is not None:
            raise Raised(error, True)
        if t.kind == kinds.ERRORTOKEN:
            raise Raised(errors.lexer_error(self), True)

    def report_lexer_warnings(self):
        """Issue the lexer's new warnings. Returns the error if a filter makes one of them an error, else None."""
        for category, message, lineno, _ in self.lexer.warnings[self.warned:]:
            self.warned += 1
            try:
                self.options.warn(message, category, self.options.filename, lineno)
            except category:
                return errors.lexer_warning_error(self, message)
        return None

    def report_earlier(self):
        """Issue the next warning of the statements that are not read again. A filter may make it an error: then they must be."""
        category, message, lineno, _ = self.earlier.pop(0)
        try:
            self.options.warn(message, category, self.options.filename, lineno)
        except category:
            raise ReadAgain from None

    def go_on(self):
        """Called where a rule begins: an error that a repetition has put off comes now."""
        if self.pending is not None:
            raise self.pending

    def put_off(self, error):
        """An item after the first of a repetition failed with `error`. CPython's loops end with the items before it, and the parser fails
        when it enters the next rule; until then an action may set another error (A(k=1, 2, A(k=3, 4)) in a pattern blames the 2)."""
        if not self.second or error.from_lexer:
            raise error
        self.pending = error

    # -- for actions

    def node(self, kind, first, data):
        tokens = self.tokens
        at = self.mark - 1
        while at > 0 and (tokens[at].kind == kinds.ENDMARKER or kinds.NEWLINE <= tokens[at].kind <= kinds.DEDENT):
            at -= 1
        return Node(kind, tokens[first], tokens[at], data)

    def require(self, version, what):
        if self.feature_version < version:
            self.fail(f'{what} only supported in Python 3.{version} and greater')

    def fail(self, message, category=SyntaxError):
        """Blame the last token read."""
        self.go_on()
        raise Raised(errors.error_at_last_token(self, category, message))

    def fail_on(self, first, last, message):
        raise Raised(errors.error_at(self, SyntaxError, message, first.lineno, first.col, last.end_lineno, last.end_col))

    def fail_at(self, message, lineno, col, end_lineno, end_col):
        raise Raised(errors.error_at(self, SyntaxError, message, lineno, col, end_lineno, end_col))

    def fail_from(self, first, message):
        """Blame everything from `first` to where the lexer is."""
        lexer = self.lexer
        raise Raised(errors.error_at(self, SyntaxError, message, first.lineno, first.col, lexer.lineno, lexer.cur - lexer.line_start - 1))

    # -- for parser_strings

    def fstring_expression(self, text, first_line, start_col):
        lexer = Lexer(text + b'\n', None, first_line=first_line, start_col=start_col)
        walker = Walker(lexer, self.options, 'fstring', first_line + 1, start_col)
        try:
            walker.run()
        except Raised as e:
            # For the outer source it is an error of the parser, whatever it was inside.
            raise Raised(e.error) from None
        return None

    def warn_literal(self, token, message):
        if self.second:
            return
        try:
            self.options.warn(message, DeprecationWarning, self.options.filename, token.lineno)
        except DeprecationWarning:
            raise Raised(errors.error_at(self, SyntaxError, message, token.lineno, token.col, token.end_lineno, token.end_col)) from None

    # -- the two passes

    def generic_error(self):
        last = self.last
        return errors.error_at(self, SyntaxError, 'invalid syntax', last.lineno, last.col, last.end_lineno, last.end_col)

    def run(self, start=0):
        """Read from token `start`. Returns if the source is right, else raises Raised."""
        error = None
        result = None
        rule = GRAMMAR[self.start_rule]
        self.mark = start
        try:
            result = rule(self)
        except Raised as e:
            error = e
        if result is not None:
            return result
        done = self.lexer.done
        if self.options.allow_incomplete and done in (lexer_module.DONE_EOF, lexer_module.DONE_EOF_STRING, lexer_module.DONE_EOL_STRING):
            raise Raised(errors.error_at_last_token(self, SyntaxError, 'incomplete input'))
        last = self.tokens[-1]
        if error is None:
            self.last = last
            self.memo.clear()
            self.mark = start
            self.level = 0
            self.second = True
            self.lexer.no_more_lines = self.lexer.interactive
            try:
                rule(self)
                error = self.pending
            except Raised as e:
                error = e
        if error is not None:
            # Only a lexer that has not met the end yet is asked for more.
            if not error.from_lexer and self.lexer.done == lexer_module.DONE_OK:
                error = Raised(errors.earlier_lexer_error(self) or error.error)
            raise error
        if last.kind == kinds.INDENT:
            raise Raised(errors.error_at_last_token(self, IndentationError, 'unexpected indent'))
        if last.kind == kinds.DEDENT:
            raise Raised(errors.error_at_last_token(self, IndentationError, 'unexpected unindent'))
        error = self.generic_error()
        raise Raised(errors.earlier_lexer_error(self) or error)


# -- the grammar, compiled to closures

def token_matcher(kind):
    def match(w):
        t = w.token()
        if t.kind != kind:
            return None
        w.mark += 1
        return t
    return match


def soft_matcher(words):
    def match(w):
        t = w.token()
        if t.kind != kinds.NAME or t.text not in words:
            return None
        w.mark += 1
        return t
    return match


def forced_matcher(kind, text):
    def match(w):
        t = w.token()
        if t.kind != kind:
            w.fail_on(t, t, f"expected '{text}'")
        w.mark += 1
        return t
    return match


def level_in(w):
    w.level += 1
    if w.level > MAX_LEVEL:
        raise MemoryError


def optional(item):
    def match(w):
        mark = w.mark
        value = item(w)
        if value is None:
            w.mark = mark
            return NOTHING
        return value
    return match


def repeat(item, least):
    def match(w):
        w.go_on()
        level_in(w)
        level = w.level
        values = []
        while True:
            mark = w.mark
            try:
                value = item(w)
            except Raised as e:
                if least:
                    raise
                w.put_off(e)
                w.level = level
                value = None
            if value is None:
                w.mark = mark
                break
            values.append(value)
        w.level -= 1
        return values if len(values) >= least else None
    return match


def separated(separator, item):
    def match(w):
        w.go_on()
        level_in(w)
        first = item(w)
        if first is None:
            w.level -= 1
            return None
        values = [first]
        level_in(w)
        level = w.level
        while True:
            mark = w.mark
            if separator(w) is None:
                break
            try:
                value = item(w)
            except Raised as e:
                w.put_off(e)
                w.level = level
                value = None
            if value is None:
                w.mark = mark
                break
            values.append(value)
        w.level -= 2
        return values
    return match


def look(item, positive):
    def match(w):
        mark = w.mark
        found = item(w) is not None
        w.mark = mark
        return found is positive or None
    return match


def reference(name):
    def match(w):
        return GRAMMAR[name](w)
    return match


def sequence(items, action, second_only):
    """items: (matcher, whether its value counts); a matcher of None is the cut."""
    def match(w):
        if second_only and not w.second:
            return None
        mark = w.mark
        values = []
        cut = False
        for item, counts in items:
            if item is None:
                cut = True
                continue
            value = item(w)
            if value is None:
                w.mark = mark
                return STOP if cut else None
            if counts:
                values.append(value)
        if action is not None:
            value = action(w, mark, values)
            if value is None:
                w.mark = mark
                return STOP
            return value
        return values[0] if len(values) == 1 else values
    return match


def choice(sequences):
    def match(w):
        w.go_on()
        level_in(w)
        result = None
        for s in sequences:
            result = s(w)
            if result is not None:
                if result is STOP:
                    result = None
                break
        w.level -= 1
        return result
    return match


def remembered(name, rule):
    def match(w):
        w.go_on()
        w.token()
        key = (name, w.mark)
        found = w.memo.get(key)
        if found is not None:
            value, w.mark = found
            return value
        value = rule(w)
        w.memo[key] = (value, w.mark)
        return value
    return match


def left_recursive(name, rule):
    """The rule begins with itself: grow its result from nothing until it gets no longer."""
    def match(w):
        w.go_on()
        w.token()
        start = w.mark
        key = (name, start)
        found = w.memo.get(key)
        if found is not None:
            value, w.mark = found
            return value
        level_in(w)
        result = None
        end = start
        while True:
            w.memo[key] = (result, end)
            w.mark = start
            value = rule(w)
            if value is None or w.mark <= end:
                break
            end = w.mark
            result = value
        w.mark = end
        w.level -= 1
        return result
    return match


def without_mistakes(rule):
    def match(w):
        second = w.second
        w.second = False
        # Restored by hand: an error ends the whole reading.
        value = rule(w)
        w.second = second
        return value
    return match


_item = re.compile(r"""'(?P<op>[^']+)'(?P<forced>!!)?|"(?P<soft>[^"]+)"|@(?P<action>:?\w+)|(?P<name>-?\w+)|(?P<mark>[()?*+%&!~|])|\s+""")


class GrammarReader:
    """Compiles the text of one rule."""

    def __init__(self, text):
        self.items = []
        at = 0
        while at < len(text):
            m = _item.match(text, at)
            if not m:
                raise ValueError(f'grammar: {text[at:at + 30]!r}')
            if m.lastgroup:
                self.items.append((m.lastgroup if not m['op'] else 'op', m))
            at = m.end()
        self.at = 0

    def mark(self):
        """The punctuation at the cursor, or ''."""
        if self.at < len(self.items) and self.items[self.at][0] == 'mark':
            return self.items[self.at][1]['mark']
        return ''

    def choice(self):
        sequences = [self.sequence()]
        while self.mark() == '|':
            self.at += 1
            sequences.append(self.sequence())
        return choice(sequences)

    def sequence(self):
        items = []
        action = None
        self.second_only = False
        while self.at < len(self.items) and self.mark() not in ('|', ')'):
            kind, m = self.items[self.at]
            if kind == 'action':
                self.at += 1
                action = make_action(m['action'])
                continue
            mark = self.mark()
            if mark == '~':
                self.at += 1
                items.append((None, False))
            elif mark == '&' or mark == '!':
                self.at += 1
                items.append((look(self.atom(), mark == '&'), False))
            else:
                items.append((self.repetition(), True))
        second_only = self.second_only
        self.second_only = False
        return sequence(items, action, second_only)

    def repetition(self):
        item = self.atom()
        mark = self.mark()
        if mark == '?':
            self.at += 1
            return optional(item)
        if mark == '*' or mark == '+':
            self.at += 1
            return repeat(item, 1 if mark == '+' else 0)
        if mark == '%':
            self.at += 1
            return separated(item, self.atom())
        return item

    def atom(self):
        kind, m = self.items[self.at]
        self.at += 1
        if kind == 'op':
            text = m['op']
            number = kinds.KEYWORDS.get(text)
            if number is None:
                number = kinds.OPERATORS[text]
            return forced_matcher(number, text) if m['forced'] else token_matcher(number)
        if kind == 'soft':
            return soft_matcher((m['soft'],))
        if kind == 'name':
            name = m['name']
            if name.startswith('-'):
                self.second_only = True
                name = name[1:]
            if name == 'SOFT_KEYWORD':
                return soft_matcher(SOFT_PREFIXES)
            if name.isupper():
                return token_matcher(getattr(kinds, name))
            return reference(name)
        assert m['mark'] == '('
        second_only = self.second_only
        inner = self.choice()
        self.second_only = second_only
        assert self.mark() == ')'
        self.at += 1
        return inner


# CPython compares a name with its soft keywords by the name's length, so their beginnings count too.
SOFT_PREFIXES = frozenset(word[:n] for word in kinds.SOFT_KEYWORDS for n in range(1, len(word) + 1))


def make_action(text):
    if text.isdigit():
        index = int(text)
        return lambda w, first, v: v[index]
    if text.startswith(':'):
        kind = text[1:]
        return lambda w, first, v: w.node(kind, first, v)
    return ACTIONS[text]


def read_grammar(text):
    grammar = {}
    paragraphs = re.split(r'\n(?=\w)', text.strip())
    for paragraph in paragraphs:
        head, _, body = paragraph.partition(' = ')
        name = head.rstrip('~<')
        rule = GrammarReader(body).choice()
        if head.endswith('~'):
            rule = remembered(name, rule)
        elif head.endswith('<'):
            rule = left_recursive(name, rule)
        if name == 'expression_without_bad':
            rule = without_mistakes(rule)
        grammar[name] = rule
    return grammar


GRAMMAR = read_grammar(RULES)
START_RULES = {'exec': 'file', 'eval': 'eval', 'single': 'interactive', 'func_type': 'func_type'}


def blames_print(tokens):
    """Whether the second pass objects to a right statement: in `print [x]` or `exec -1` it takes the name for a statement."""
    for at, t in enumerate(tokens):
        if t.kind == kinds.NAME and is_legacy_name(t.text) and at + 1 < len(tokens):
            if tokens[at + 1].kind in (kinds.LSQB, kinds.MINUS, kinds.PLUS, kinds.STAR):
                return True
    return False


def raise_syntax_error(data, options, read=(), earlier=()):
    """Raise the error of a source that the parser refused.

    The caller allows for the deep nesting of Python calls. `data`, `options`: as the parser got them. `read`: the tokens before the statement that failed; `earlier`: the warnings of the
    parser about them.
    """
    if blames_print(read):
        read = earlier = ()
    try:
        error = find_error(data, options, len(read), list(earlier))
    except ReadAgain:
        error = find_error(data, options, 0, [])
    if error is None:
        raise SystemError('the parser refused a source that is right')
    raise error.with_traceback(None) from None


def find_error(data, options, start, earlier):
    """The error of a source, read from token `start` on; None if there is none."""
    lexer = Lexer(data, options.encoding, options.mode == 'single', options.type_comments, options.imply_dedent,
                  async_names=options.feature_version < 7)
    lexer.interactive = options.interactive
    walker = Walker(lexer, options, START_RULES[options.mode])
    walker.earlier = earlier
    try:
        while len(walker.tokens) < start:
            walker.fetch()
        while walker.earlier:
            walker.report_earlier()
        walker.run(start)
        if options.mode == 'single':
            return errors.error_at_last_token(walker, SyntaxError, 'multiple statements found while compiling a single statement')
    except Raised as e:
        return e.error
    return None
