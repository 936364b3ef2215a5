"""Why a source is wrong: the second reader, slow and exact.

The parser only knows that a source is wrong. This module reads it again as CPython's parser does, with ordered choice and
remembered results, first to find the furthest token that was looked at, then once more with the rules of diagnose_rules.py
that match mistakes. The order of choices, what is remembered, and when the second pass may see a mistake are all
observable in the messages, so they follow CPython's parser even where the result of a valid source would not need it.

To keep the cost independent of the size of the file, reading starts at the innermost statement at which the parser failed.
"""
import cython

from pyrs import lexer as lexer_module
from pyrs import errors
from pyrs import tokens as kinds
from pyrs.diagnose_actions import Node, is_legacy_name
from pyrs.diagnose_grammar import GRAMMAR
from pyrs.lexer import Lexer

if not cython.compiled:
    from .diagnose_grammar import CHOICE, CUT, FORCED, LOOK, OPTIONAL, PLAIN, REMEMBERED, REPEAT, RULE, SEPARATED, TOKEN, WITHOUT_MISTAKES, WORD

# Depth of rules at which CPython's parser gives up.
MAX_LEVEL = 6000
NOTHING = ()


class Raised(Exception):
    """A finished error: `error` is the exception to raise, `from_lexer` whether the source could not even be cut into tokens."""

    def __init__(self, error, from_lexer=False):
        self.error = error
        self.from_lexer = from_lexer


class ReadAgain(Exception):
    """The whole source must be read."""


class Matching:
    """An item in the course of being matched, on the machine's stack.

    `mark`, `level`: the walker's where it began, or where the last repetition did. `values`: what its parts gave so far. `at`: of a CHOICE, the next item of `sequence`, which is
    number `way`; of SEPARATED, what is matched now (0: the first part, 1: a separator, 2: another part). `cut`: no other way is to be tried. Of a rule that grows, `best` is
    the result so far, which reaches to `end`.
    """
    __slots__ = ('item', 'mark', 'level', 'values', 'sequence', 'way', 'at', 'cut', 'best', 'end')


class Walker:
    """One reading of one source, or of one expression of an f-string.

    The rules run on a machine with a stack of its own (`match`): sources nest deeper than C code may. `value` is what the last item gave, None if it did not match.
    """

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
        self.stack = []             # of Matching
        self.value = None

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

    # -- the machine

    def match(self, rule):
        """The value of `rule` where the walker is, None if it does not match."""
        self.stack.clear()
        item = rule
        while True:
            try:
                while item is not None or self.stack:
                    item = self.resume(self.stack[-1], self.value) if item is None else self.begin(item)
                return self.value
            except Raised as e:
                self.unwind(e)
                item = None

    def unwind(self, error):
        """Go on where `error` can be put off, or raise it."""
        while self.stack:
            matching = self.stack[-1]
            op = matching.item.op
            if op == REPEAT and not matching.item.flag or op == SEPARATED and matching.at == 2:
                self.put_off(error)
                self.level = matching.level
                self.value = None
                return
            self.stack.pop()
        raise error

    def level_in(self):
        self.level += 1
        if self.level > MAX_LEVEL:
            raise MemoryError

    def push(self, item):
        matching = Matching.__new__(Matching)
        matching.item = item
        matching.mark = self.mark
        matching.level = self.level
        matching.values = matching.sequence = matching.best = None
        matching.way = -1
        matching.at = matching.end = 0
        matching.cut = False
        self.stack.append(matching)
        return matching

    def give(self, value):
        """The innermost item is done and gives `value`."""
        self.stack.pop()
        self.value = value
        return None

    # Each of these returns the item to match now, or None if there is a value.

    def begin(self, item):
        op = item.op
        if op == TOKEN or op == WORD or op == FORCED:
            t = self.token()
            if t.kind == item.kind and (item.words is None or t.text in item.words):
                self.mark += 1
                self.value = t
            elif op == FORCED:
                self.fail_on(t, t, f"expected '{item.text}'")
            else:
                self.value = None
            return None
        if op == RULE:
            return self.begin_rule(item)
        if op != OPTIONAL and op != LOOK:
            self.go_on()
            self.level_in()
        matching = self.push(item)
        if op == CHOICE:
            return self.choose(matching, True)
        matching.values = []
        return item.inner

    def begin_rule(self, rule):
        if rule.keeping == PLAIN:
            return rule.body()
        if rule.keeping == WITHOUT_MISTAKES:
            # `second` is not restored after an error, which ends the whole reading then.
            self.push(rule).cut = self.second
            self.second = False
            return rule.body()
        self.go_on()
        self.token()
        found = self.memo.get(self.mark << 16 | rule.number)
        if found is not None:
            self.value, self.mark = found
            return None
        if rule.keeping == REMEMBERED:
            self.push(rule)
        else:
            self.level_in()
            matching = self.push(rule)
            matching.end = self.mark
            self.remember(matching, None)
        return rule.body()

    def remember(self, matching, value):
        """Keep the value of a rule; it reaches to where the walker is."""
        rule = matching.item
        self.memo[matching.mark << 16 | rule.number] = (value, self.mark)

    def resume(self, matching, value):
        """Go on with the innermost item: a part of it gave `value`."""
        item = matching.item
        op = item.op
        if op == CHOICE:
            if value is None:
                return self.choose(matching, True)
            part = matching.sequence.items[matching.at]
            if part.op != LOOK:
                matching.values.append(value)
            matching.at += 1
            return self.choose(matching, False)
        if op == RULE:
            return self.resume_rule(matching, item, value)
        if op == OPTIONAL:
            if value is None:
                self.mark = matching.mark
                value = NOTHING
            return self.give(value)
        if op == LOOK:
            self.mark = matching.mark
            return self.give(True if (value is not None) == item.flag else None)
        return self.repeat(matching, item, value)

    def resume_rule(self, matching, rule, value):
        if rule.keeping == WITHOUT_MISTAKES:
            self.second = matching.cut
        elif rule.keeping == REMEMBERED:
            self.remember(matching, value)
        else:
            # It begins with itself: its result grows from nothing until it gets no longer.
            if value is not None and self.mark > matching.end:
                matching.best = value
                matching.end = self.mark
                self.remember(matching, value)
                self.mark = matching.mark
                return rule.body()
            self.mark = matching.end
            self.level -= 1
            value = matching.best
        return self.give(value)

    def repeat(self, matching, item, value):
        separated = item.op == SEPARATED
        if value is None:
            if separated and matching.at == 0:
                self.level -= 1
                return self.give(None)
            self.mark = matching.mark
            self.level -= 2 if separated else 1
            return self.give(matching.values if matching.values or not item.flag else None)
        if matching.at == 1:
            matching.at = 2
            return item.inner
        matching.values.append(value)
        matching.mark = self.mark
        if not separated:
            return item.inner
        if matching.at == 0:
            self.level_in()
            matching.level = self.level
        matching.at = 1
        return item.separator

    def choose(self, matching, failed):
        """Go on in the sequence of a choice, or if that `failed` (or there is none yet), with the next."""
        ways = matching.item.sequences
        while True:
            if failed:
                self.mark = matching.mark
                matching.way += 1
                if matching.cut or matching.way == len(ways):
                    self.level -= 1
                    return self.give(None)
                sequence = ways[matching.way]
                if not self.may_begin(sequence):
                    continue
                matching.sequence = sequence
                matching.values = []
                matching.at = 0
                failed = False
            items = matching.sequence.items
            while matching.at < len(items):
                item = items[matching.at]
                if item.op == CUT:
                    matching.cut = True
                elif item.op == TOKEN:
                    t = self.token()
                    if t.kind != item.kind:
                        failed = True
                        break
                    self.mark += 1
                    matching.values.append(t)
                else:
                    return item
                matching.at += 1
            else:
                value = self.act(matching.sequence, matching)
                self.level -= 1
                return self.give(value)

    def may_begin(self, sequence):
        if sequence.second_only and not self.second:
            return False
        if self.pending is not None:
            # The next rule that begins raises it, even one that does not match.
            return True
        starts = sequence.starts
        if starts is None:
            starts = GRAMMAR.starts(sequence)
        return not starts or starts[self.token().kind]

    def act(self, sequence, matching):
        """The value of a sequence whose items have matched; None if it matches nothing after all, and no later choice is tried."""
        values = matching.values
        if sequence.action is not None:
            return sequence.action(self, matching.mark, values)
        if sequence.node is not None:
            return self.node(sequence.node, matching.mark, values)
        if sequence.index >= 0:
            return values[sequence.index]
        return values[0] if len(values) == 1 else values

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
        rule = GRAMMAR.rules[self.start_rule]
        self.mark = start
        try:
            result = self.match(rule)
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
                self.match(rule)
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
