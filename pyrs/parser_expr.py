"""The expression half of the parser, and the token cursor under both halves.

One method per rule of the grammar. A method is entered with `tok` the first token of its rule and leaves it behind the
last. Positions: a node spans from the first token of its rule (which can be a bracket that the tree does not show) to
`last`, the last token consumed that is not a line end or a change of indentation.

A wrong source raises ParseFailed without saying why: diagnose.py finds the reason, in the order CPython would.
Chains of operators, `not`, `if`-`else`, `**` and signs are loops; what must recurse counts `depth`.
"""
import cython

if not cython.compiled:
    from .tokens import *
    from .nodes import *
    from .parser_nodes import *
from pyrs import lexer as lexer_module
from pyrs import parser_strings
from pyrs.nodes import (Load_, Store_, Del_, And_, Or_, Not_, Invert_, UAdd_, USub_, Add_, Sub_, Mult_, MatMult_, Div_, Mod_, Pow_,
                    LShift_, RShift_, BitOr_, BitXor_, BitAnd_, FloorDiv_, Eq_, NotEq_, Lt_, LtE_, Gt_, GtE_, Is_, IsNot_, In_, NotIn_)

# CPython's parser gives up at 6,000 nested rules, some of which are left when it comes to the first operand. Here chains are loops and
# take one rule where CPython takes many, but count alike: by the number of its rules for a sign, `not`, ternary or `elif` (1) and for:
if not cython.compiled:
    MAX_DEPTH = 5969
    BRACKET = 27
    BLOCK = 6
    LAMBDA = 2
    POWER = 2


class ParseFailed(Exception):
    """The source is wrong at or before the furthest token read."""


def precedence(kind):
    """How tightly a binary operator binds; 0 for every other token."""
    if kind == VBAR:
        return 1
    elif kind == CIRCUMFLEX:
        return 2
    elif kind == AMPER:
        return 3
    elif kind == LEFTSHIFT or kind == RIGHTSHIFT:
        return 4
    elif kind == PLUS or kind == MINUS:
        return 5
    elif kind == STAR or kind == SLASH or kind == DOUBLESLASH or kind == PERCENT or kind == AT:
        return 6
    return 0


BINARY_OPERATORS = [None] * 128
for _kind, _operator in {
        VBAR: BitOr_, CIRCUMFLEX: BitXor_, AMPER: BitAnd_, LEFTSHIFT: LShift_, RIGHTSHIFT: RShift_, PLUS: Add_, MINUS: Sub_,
        STAR: Mult_, SLASH: Div_, DOUBLESLASH: FloorDiv_, PERCENT: Mod_, AT: MatMult_, DOUBLESTAR: Pow_,
        PLUSEQUAL: Add_, MINEQUAL: Sub_, STAREQUAL: Mult_, SLASHEQUAL: Div_, DOUBLESLASHEQUAL: FloorDiv_, PERCENTEQUAL: Mod_,
        ATEQUAL: MatMult_, AMPEREQUAL: BitAnd_, VBAREQUAL: BitOr_, CIRCUMFLEXEQUAL: BitXor_, LEFTSHIFTEQUAL: LShift_,
        RIGHTSHIFTEQUAL: RShift_, DOUBLESTAREQUAL: Pow_}.items():
    BINARY_OPERATORS[_kind] = _operator

COMPARISONS = [None] * 128
for _kind, _operator in {EQEQUAL: Eq_, NOTEQUAL: NotEq_, LESS: Lt_, LESSEQUAL: LtE_, GREATER: Gt_, GREATEREQUAL: GtE_}.items():
    COMPARISONS[_kind] = _operator


def normalized(text):
    """The identifier `text` in normal form KC."""
    # Here and not above: few programs need it, and each start would load it.
    import unicodedata
    return unicodedata.normalize('NFKC', text)


class ExpressionParser:
    """A cursor over the tokens of one source, and the rules for expressions.

    `warnings` collects (category, message, line, column) for the caller; `feature_version` and `flufl` as for the host's parser.
    `statement_at` is the index of the first token of the innermost statement begun and not finished, `statement_warned` the number of
    warnings before it.
    """
    __slots__ = ('lexer', 'tokens', 'at', 'tok', 'kind', 'last', 'depth', 'warnings', 'feature_version', 'flufl', 'filename',
                 'statement_at', 'statement_warned')

    def __init__(self, lexer, filename, feature_version=11, flufl=False, warnings=None):
        self.lexer = lexer
        self.filename = filename
        self.feature_version = feature_version
        self.flufl = flufl
        self.warnings = [] if warnings is None else warnings
        self.tokens = lexer.all_tokens()
        self.depth = 0
        self.statement_at = self.statement_warned = 0
        self.seek(0)

    # -- the cursor

    def seek(self, at):
        """Move to a token read before (or to the first)."""
        self.at = at
        self.tok = self.tokens[at]
        self.kind = self.tok.kind
        self.last = self.tokens[at - 1] if at else self.tok

    def advance(self):
        """Consume the current token, which is part of an expression or statement."""
        self.last = self.tok
        self.at += 1
        self.tok = self.tokens[self.at]
        self.kind = self.tok.kind

    def skip(self):
        """Consume a line end or a change of indentation: no node ends there."""
        self.at += 1
        self.tok = self.tokens[self.at]
        self.kind = self.tok.kind

    def expect(self, kind):
        if self.kind != kind:
            self.fail()
        self.advance()

    def peek(self):
        """The kind of the token after the current one; the current one is not the last."""
        return self.tokens[self.at + 1].kind

    def fail(self):
        raise ParseFailed

    def enter(self, rules):
        """Go `rules` deeper, as CPython counts."""
        self.depth += rules
        if self.depth > MAX_DEPTH:
            raise MemoryError

    def check_chain(self, rules):
        """Chains are loops here; MemoryError for those that CPython's parser finds too deep."""
        if self.depth + rules > MAX_DEPTH:
            raise MemoryError

    def check_version(self, version):
        """For a construct that came with Python 3.`version`."""
        if self.feature_version < version:
            self.fail()

    def identifier(self):
        """Consume a NAME; its text, normalised."""
        if self.kind != NAME:
            self.fail()
        text = self.tok.text
        if not text.isascii():
            text = normalized(text)
        self.advance()
        return text

    def type_comment(self):
        """Consume a type comment if there is one; its text or None."""
        if self.kind != TYPE_COMMENT:
            return None
        text = self.tok.text
        self.advance()
        return text

    # -- hosts of parser_strings

    def fstring_expression(self, text, first_line, start_col):
        inner = ExpressionParser(new_lexer(text, first_line, start_col, self.lexer.encoding), self.filename, self.feature_version, self.flufl,
                                 self.warnings)
        inner.depth = self.depth + 1
        return inner.star_expressions()

    def warn_literal(self, token, message):
        self.warnings.append((DeprecationWarning, message, token.lineno, token.col))

    # -- expressions

    def star_expressions(self):
        """Expression list with stars: a tuple if there is a comma."""
        start = self.tok
        e = self.star_expression()
        if self.kind != COMMA:
            return e
        elts = [e]
        while self.kind == COMMA:
            self.advance()
            if not self.starts_expression():
                break
            elts.append(self.star_expression())
        return new_tuple(elts, Load_, start, self.last)

    def star_expression(self):
        if self.kind == STAR:
            return self.starred_bitwise_or()
        return self.expression()

    def starred_bitwise_or(self):
        start = self.tok
        self.advance()
        value = self.binary(1)
        return Starred(value, Load_, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def starred_expression(self):
        start = self.tok
        self.advance()
        value = self.expression()
        return Starred(value, Load_, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def star_named_expression(self):
        if self.kind == STAR:
            return self.starred_bitwise_or()
        return self.named_expression()

    def expressions(self):
        """Expression list without stars."""
        start = self.tok
        e = self.expression()
        if self.kind != COMMA:
            return e
        elts = [e]
        while self.kind == COMMA:
            self.advance()
            if not self.starts_expression() or self.kind == STAR:
                break
            elts.append(self.expression())
        return new_tuple(elts, Load_, start, self.last)

    def starts_expression(self):
        """Whether the current token can begin an expression or a starred one."""
        kind = self.kind
        return (kind == NAME or kind == NUMBER or kind == STRING or kind == LPAR or kind == LSQB or kind == LBRACE
                or kind == MINUS or kind == PLUS or kind == TILDE or kind == STAR or kind == ELLIPSIS
                or kind == KW_NONE or kind == KW_TRUE or kind == KW_FALSE or kind == KW_NOT or kind == KW_LAMBDA or kind == AWAIT)

    def named_expression(self):
        if self.kind == NAME and self.peek() == COLONEQUAL:
            start = self.tok
            self.check_version(8)
            target = new_name(self.identifier(), Store_, start, start)
            self.advance()
            value = self.expression()
            return NamedExpr(target, value, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        e = self.expression()
        if self.kind == COLONEQUAL:
            self.fail()
        return e

    def expression(self):
        if self.kind == KW_LAMBDA:
            return self.lambda_expression()
        start = self.tok
        e = self.disjunction()
        if self.kind != KW_IF:
            return e
        # a if b else c if d else ...: collected from the left, built from the right.
        parts = []
        while True:
            self.advance()
            test = self.disjunction()
            self.expect(KW_ELSE)
            parts.append((start, e, test))
            start = self.tok
            if self.kind == KW_LAMBDA:
                e = self.lambda_expression()
                break
            e = self.disjunction()
            if self.kind != KW_IF:
                break
        self.check_chain(len(parts))
        last = self.last
        while parts:
            start, body, test = parts.pop()
            e = IfExp(test, body, e, start.lineno, start.col, last.end_lineno, last.end_col)
        return e

    def disjunction(self):
        start = self.tok
        e = self.conjunction()
        if self.kind != KW_OR:
            return e
        values = [e]
        while self.kind == KW_OR:
            self.advance()
            values.append(self.conjunction())
        return new_boolop(Or_, values, start, self.last)

    def conjunction(self):
        start = self.tok
        e = self.inversion()
        if self.kind != KW_AND:
            return e
        values = [e]
        while self.kind == KW_AND:
            self.advance()
            values.append(self.inversion())
        return new_boolop(And_, values, start, self.last)

    def inversion(self):
        if self.kind != KW_NOT:
            return self.comparison()
        starts = []
        while self.kind == KW_NOT:
            starts.append(self.tok)
            self.advance()
        self.check_chain(len(starts))
        e = self.comparison()
        while starts:
            e = new_unary(Not_, e, starts.pop(), self.last)
        return e

    def comparison(self):
        start = self.tok
        left = self.binary(1)
        kind = self.kind
        if not (EQEQUAL <= kind <= GREATEREQUAL or kind == KW_IN or kind == KW_IS or kind == KW_NOT):
            return left
        ops = []
        comparators = []
        while True:
            kind = self.kind
            if EQEQUAL <= kind <= GREATEREQUAL:
                if kind == NOTEQUAL:
                    self.check_not_equal()
                op = COMPARISONS[kind]
            elif kind == KW_IN:
                op = In_
            elif kind == KW_IS:
                op = Is_
                if self.peek() == KW_NOT:
                    # `is not x` before `is (not x)`: the latter is no operand of a comparison.
                    self.advance()
                    op = IsNot_
            elif kind == KW_NOT and self.peek() == KW_IN:
                self.advance()
                op = NotIn_
            else:
                break
            self.advance()
            ops.append(op)
            comparators.append(self.binary(1))
        if not ops:
            return left
        return new_compare(left, ops, comparators, start, self.last)

    def check_not_equal(self):
        """`<>` belongs to `from __future__ import barry_as_FLUFL`, and `!=` does not."""
        text = self.lexer.data[self.tok.start:self.tok.end]
        if text != (b'<>' if self.flufl else b'!='):
            self.fail()

    def operator_of(self, kind):
        """The operator of a binary operator's token or of an augmented assignment."""
        return BINARY_OPERATORS[kind]

    def binary(self, minimum):
        """Operators of at least this precedence, left to right."""
        start = self.tok
        left = self.unary()
        level = precedence(self.kind)
        while level >= minimum and level:
            kind = self.kind
            if kind == AT:
                self.check_version(5)
            self.advance()
            right = self.binary(level + 1)
            left = new_binop(left, BINARY_OPERATORS[kind], right, start, self.last)
            level = precedence(self.kind)
        return left

    def unary(self):
        kind = self.kind
        if kind != MINUS and kind != PLUS and kind != TILDE:
            return self.power()
        starts = []
        while kind == MINUS or kind == PLUS or kind == TILDE:
            starts.append(self.tok)
            self.advance()
            kind = self.kind
        self.check_chain(len(starts))
        e = self.power()
        while starts:
            start = starts.pop()
            kind = start.kind
            e = new_unary(USub_ if kind == MINUS else UAdd_ if kind == PLUS else Invert_, e, start, self.last)
        return e

    def power(self):
        start = self.tok
        e = self.await_primary()
        if self.kind != DOUBLESTAR:
            return e
        # a ** -b ** c: every operand may carry signs, which bind looser than the next `**`.
        pending = []
        while self.kind == DOUBLESTAR:
            pending.append((start, e, Pow_))
            self.advance()
            while self.kind == MINUS or self.kind == PLUS or self.kind == TILDE:
                kind = self.kind
                pending.append((self.tok, None, USub_ if kind == MINUS else UAdd_ if kind == PLUS else Invert_))
                self.advance()
            start = self.tok
            e = self.await_primary()
        self.check_chain(POWER * len(pending))
        while pending:
            start, left, op = pending.pop()
            if left is None:
                e = new_unary(op, e, start, self.last)
            else:
                e = new_binop(left, op, e, start, self.last)
        return e

    def await_primary(self):
        if self.kind != AWAIT:
            return self.primary()
        start = self.tok
        self.check_version(5)
        self.advance()
        value = self.primary()
        return Await(value, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def primary(self):
        """An atom with any number of attributes, calls and subscripts."""
        start = self.tok
        e = self.atom()
        while True:
            kind = self.kind
            if kind == DOT:
                self.advance()
                name = self.identifier()
                e = new_attribute(e, name, Load_, start, self.last)
            elif kind == LPAR:
                e = self.call(e, start)
            elif kind == LSQB:
                self.enter(BRACKET)
                self.advance()
                index = self.slices()
                self.expect(RSQB)
                self.depth -= BRACKET
                e = new_subscript(e, index, Load_, start, self.last)
            else:
                return e

    # -- atoms

    def atom(self):
        start = self.tok
        kind = self.kind
        if kind == NAME:
            text = start.text
            if not text.isascii():
                text = normalized(text)
            self.advance()
            return new_name(text, Load_, start, start)
        elif kind == NUMBER:
            return self.number()
        elif kind == STRING:
            return self.strings()
        elif kind == LPAR:
            return self.parenthesized()
        elif kind == LSQB:
            return self.list_display()
        elif kind == LBRACE:
            return self.brace_display()
        elif kind == KW_NONE:
            value = None
        elif kind == KW_TRUE:
            value = True
        elif kind == KW_FALSE:
            value = False
        elif kind == ELLIPSIS:
            value = ...
        else:
            self.fail()
        self.advance()
        return new_constant(value, None, start, start)

    def number(self):
        start = self.tok
        text = self.lexer.data[start.start:start.end].decode('ascii')
        if self.feature_version < 6 and '_' in text:
            self.fail()
        try:
            value = parser_strings.number_value(text)
        except ValueError:
            # Too many digits.
            self.fail()
        self.advance()
        return new_constant(value, None, start, start)

    def strings(self):
        """Adjacent string literals."""
        start = self.tok
        if self.peek() != STRING:
            text = plain_string(self.lexer, start)
            if text is not None:
                self.advance()
                return new_constant(text, None, start, start)
        tokens = []
        while self.kind == STRING:
            tokens.append(self.tok)
            self.advance()
        if self.feature_version < 8:
            self.check_string_version(tokens)
        try:
            return parser_strings.join_strings(self, tokens)
        except parser_strings.StringError:
            self.fail()

    def check_string_version(self, tokens):
        if self.feature_version < 6:
            for token in tokens:
                if b'f' in self.lexer.data[token.start:token.start + 2].lower():
                    self.fail()

    def parenthesized(self):
        """Tuple, group, or generator expression."""
        start = self.tok
        self.enter(BRACKET)
        self.advance()
        kind = self.kind
        if kind == RPAR:
            self.advance()
            self.depth -= BRACKET
            return new_tuple([], Load_, start, self.last)
        if kind == KW_YIELD:
            e = self.yield_expression()
            self.expect(RPAR)
            self.depth -= BRACKET
            return e
        e = self.star_named_expression()
        if self.kind == RPAR:
            if kind == STAR:
                self.fail()
            self.advance()
            self.depth -= BRACKET
            return e
        if self.kind == COMMA:
            elts = self.display_elements(e, RPAR)
            self.depth -= BRACKET
            return new_tuple(elts, Load_, start, self.last)
        if kind == STAR:
            self.fail()
        generators = self.comprehensions()
        self.expect(RPAR)
        self.depth -= BRACKET
        return GeneratorExp(e, generators, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def display_elements(self, first, closing):
        """The rest of a list, tuple or set after its first element; consumes the bracket."""
        elts = [first]
        while self.kind == COMMA:
            self.advance()
            if self.kind == closing:
                break
            elts.append(self.star_named_expression())
        self.expect(closing)
        return elts

    def list_display(self):
        start = self.tok
        self.enter(BRACKET)
        self.advance()
        if self.kind == RSQB:
            self.advance()
            self.depth -= BRACKET
            return new_list([], Load_, start, self.last)
        starred = self.kind == STAR
        e = self.star_named_expression()
        if not starred and (self.kind == KW_FOR or self.kind == ASYNC):
            generators = self.comprehensions()
            self.expect(RSQB)
            self.depth -= BRACKET
            return ListComp(e, generators, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        elts = self.display_elements(e, RSQB)
        self.depth -= BRACKET
        return new_list(elts, Load_, start, self.last)

    def brace_display(self):
        """Dict, set, or one of their comprehensions."""
        start = self.tok
        self.enter(BRACKET)
        self.advance()
        if self.kind == RBRACE:
            self.advance()
            self.depth -= BRACKET
            return Dict([], [], start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        if self.kind == DOUBLESTAR:
            self.advance()
            e = self.dict_display(start, None, self.binary(1))
        elif self.kind == STAR:
            e = self.set_display(start, self.starred_bitwise_or())
        else:
            walrus = self.kind == NAME and self.peek() == COLONEQUAL
            key = self.named_expression()
            if self.kind == COLON:
                if walrus:
                    self.fail()
                self.advance()
                value = self.expression()
                if self.kind == KW_FOR or self.kind == ASYNC:
                    generators = self.comprehensions()
                    self.expect(RBRACE)
                    e = DictComp(key, value, generators, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
                else:
                    e = self.dict_display(start, key, value)
            elif self.kind == KW_FOR or self.kind == ASYNC:
                generators = self.comprehensions()
                self.expect(RBRACE)
                e = SetComp(key, generators, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
            else:
                e = self.set_display(start, key)
        self.depth -= BRACKET
        return e

    def set_display(self, start, first):
        elts = self.display_elements(first, RBRACE)
        return Set(elts, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def dict_display(self, start, key, value):
        """The rest of a dict after its first pair; `**x` has the key None."""
        keys = [key]
        values = [value]
        while self.kind == COMMA:
            self.advance()
            if self.kind == RBRACE:
                break
            if self.kind == DOUBLESTAR:
                self.advance()
                keys.append(None)
                values.append(self.binary(1))
            else:
                keys.append(self.expression())
                self.expect(COLON)
                values.append(self.expression())
        self.expect(RBRACE)
        return Dict(keys, values, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def comprehensions(self):
        """One or more `[async] for ... in ... [if ...]`."""
        result = []
        while True:
            is_async = 0
            if self.kind == ASYNC:
                self.check_version(6)
                self.advance()
                is_async = 1
            elif self.kind != KW_FOR:
                break
            self.expect(KW_FOR)
            target = self.star_targets()
            self.expect(KW_IN)
            iterable = self.disjunction()
            conditions = []
            while self.kind == KW_IF:
                self.advance()
                conditions.append(self.disjunction())
            result.append(comprehension(target, iterable, conditions, is_async))
        if not result:
            self.fail()
        return result

    def yield_expression(self):
        start = self.tok
        self.expect(KW_YIELD)
        if self.kind == KW_FROM:
            self.advance()
            value = self.expression()
            return YieldFrom(value, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        value = None
        if self.starts_expression():
            value = self.star_expressions()
        return Yield(value, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def yield_or_star_expressions(self):
        if self.kind == KW_YIELD:
            return self.yield_expression()
        return self.star_expressions()

    # -- calls and subscripts

    def call(self, func, start):
        """The call of `func`, from its opening parenthesis on."""
        opening = self.tok
        self.enter(BRACKET)
        self.advance()
        args = []
        keywords = []
        self.arguments(args, keywords, opening)
        self.depth -= BRACKET
        return new_call(func, args, keywords, start, self.last)

    def arguments(self, args, keywords, opening):
        """Arguments up to and including the closing parenthesis. A bare generator expression takes its parentheses from the
        call, so `opening` is its first token (None where it is not allowed)."""
        seen_keyword = seen_unpacking = False
        while self.kind != RPAR:
            kind = self.kind
            if kind == NAME and self.peek() == EQUAL:
                start = self.tok
                name = self.identifier()
                self.advance()
                value = self.expression()
                keywords.append(new_keyword(name, value, start, self.last))
                seen_keyword = True
            elif kind == DOUBLESTAR:
                start = self.tok
                self.advance()
                value = self.expression()
                keywords.append(new_keyword(None, value, start, self.last))
                seen_unpacking = True
            elif kind == STAR:
                if seen_unpacking:
                    self.fail()
                args.append(self.starred_expression())
            else:
                if seen_keyword or seen_unpacking:
                    self.fail()
                e = self.named_expression()
                if self.kind == KW_FOR or self.kind == ASYNC:
                    if args or opening is None:
                        self.fail()
                    generators = self.comprehensions()
                    self.expect(RPAR)
                    args.append(GeneratorExp(e, generators, opening.lineno, opening.col, self.last.end_lineno, self.last.end_col))
                    return 0
                args.append(e)
            if self.kind != COMMA:
                break
            self.advance()
            if self.kind == RPAR and not args and not keywords:
                self.fail()
        self.expect(RPAR)

    def slices(self):
        start = self.tok
        if self.kind == STAR:
            e = self.starred_expression()
        else:
            e = self.slice()
            if self.kind != COMMA:
                return e
        elts = [e]
        while self.kind == COMMA:
            self.advance()
            if self.kind == RSQB:
                break
            elts.append(self.starred_expression() if self.kind == STAR else self.slice())
        return new_tuple(elts, Load_, start, self.last)

    def slice(self):
        start = self.tok
        lower = None
        if self.kind != COLON:
            walrus = self.kind == NAME and self.peek() == COLONEQUAL
            lower = self.named_expression()
            if self.kind != COLON:
                return lower
            if walrus:
                self.fail()
        self.advance()
        upper = step = None
        if self.kind != COLON and self.kind != COMMA and self.kind != RSQB:
            upper = self.expression()
        if self.kind == COLON:
            self.advance()
            if self.kind != COMMA and self.kind != RSQB:
                step = self.expression()
        return Slice(lower, upper, step, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    # -- lambda

    def lambda_expression(self):
        start = self.tok
        self.enter(LAMBDA)
        self.advance()
        args = self.parameters(COLON)
        self.expect(COLON)
        body = self.expression()
        self.depth -= LAMBDA
        return Lambda(args, body, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def parameters(self, closing):
        """Parameters up to `closing` (not consumed): of a lambda if that is a colon, else with annotations."""
        posonly = []
        args = []
        defaults = []
        kwonly = []
        kw_defaults = []
        vararg = kwarg = None
        starred = slashed = False
        while self.kind != closing:
            kind = self.kind
            if kind == NAME:
                parameter = self.parameter(closing)
                default = None
                if self.kind == EQUAL:
                    self.advance()
                    default = self.expression()
                if starred:
                    kwonly.append(parameter)
                    kw_defaults.append(default)
                else:
                    args.append(parameter)
                    if default is not None:
                        defaults.append(default)
                    elif defaults:
                        self.fail()
            elif kind == SLASH:
                if slashed or starred or not args:
                    self.fail()
                self.check_version(8)
                self.advance()
                slashed = True
                posonly = args
                args = []
                parameter = None
            elif kind == STAR:
                if starred:
                    self.fail()
                starred = True
                self.advance()
                if self.kind == COMMA:
                    # A bare star: a parameter must follow.
                    if self.peek() != NAME:
                        self.fail()
                    parameter = None
                else:
                    parameter = vararg = self.star_parameter(closing)
            elif kind == DOUBLESTAR:
                self.advance()
                parameter = kwarg = self.parameter(closing)
            else:
                self.fail()
            comment = None
            if self.kind == COMMA:
                self.advance()
                comment = self.type_comment()
            else:
                comment = self.type_comment()
                if self.kind != closing:
                    self.fail()
            if comment is not None:
                if parameter is None:
                    self.fail()
                parameter.type_comment = comment
            if kwarg is not None and self.kind != closing:
                self.fail()
        return arguments(posonly, args, vararg, kwonly, kw_defaults, kwarg, defaults)

    def parameter(self, closing):
        start = self.tok
        name = self.identifier()
        annotation = None
        if self.kind == COLON and closing != COLON:
            self.advance()
            annotation = self.expression()
        return new_arg(name, annotation, None, start, self.last)

    def star_parameter(self, closing):
        """The parameter after `*`: its annotation may be starred."""
        start = self.tok
        name = self.identifier()
        annotation = None
        if self.kind == COLON and closing != COLON:
            self.advance()
            annotation = self.star_expression()
        return new_arg(name, annotation, None, start, self.last)

    # -- targets

    def star_targets(self):
        """Targets of `for`, up to `in`: parsed as primaries, so that `in` does not become a comparison."""
        start = self.tok
        e = self.star_target()
        if self.kind != COMMA:
            return e
        elts = [e]
        while self.kind == COMMA:
            self.advance()
            if not self.starts_expression():
                break
            elts.append(self.star_target())
        return new_tuple(elts, Store_, start, self.last)

    def star_target(self):
        start = self.tok
        if self.kind == STAR:
            self.advance()
            value = self.primary()
            self.store(value)
            return Starred(value, Store_, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        e = self.primary()
        self.store(e)
        return e

    def store(self, e):
        """Turn an expression into a target of assignment, in place."""
        kind = e.node_kind
        if kind == K_Name:
            cython.cast(Name, e).ctx = Store_
        elif kind == K_Attribute:
            cython.cast(Attribute, e).ctx = Store_
        elif kind == K_Subscript:
            cython.cast(Subscript, e).ctx = Store_
        elif kind == K_Tuple:
            self.enter(1)
            cython.cast(Tuple, e).ctx = Store_
            for item in cython.cast(Tuple, e).elts:
                self.store(item)
            self.depth -= 1
        elif kind == K_List:
            self.enter(1)
            cython.cast(List, e).ctx = Store_
            for item in cython.cast(List, e).elts:
                self.store(item)
            self.depth -= 1
        elif kind == K_Starred:
            cython.cast(Starred, e).ctx = Store_
            value = cython.cast(Starred, e).value
            if value.node_kind == K_Starred:
                self.fail()
            self.store(value)
        else:
            self.fail()

    def single_target(self, e):
        """Turn an expression into the only target of an annotated or augmented assignment, in place."""
        kind = e.node_kind
        if kind == K_Name or kind == K_Attribute or kind == K_Subscript:
            self.store(e)
        else:
            self.fail()

    def delete(self, e):
        """Turn an expression into a target of `del`, in place."""
        kind = e.node_kind
        if kind == K_Name:
            cython.cast(Name, e).ctx = Del_
        elif kind == K_Attribute:
            cython.cast(Attribute, e).ctx = Del_
        elif kind == K_Subscript:
            cython.cast(Subscript, e).ctx = Del_
        elif kind == K_Tuple:
            cython.cast(Tuple, e).ctx = Del_
            for item in cython.cast(Tuple, e).elts:
                self.delete(item)
        elif kind == K_List:
            cython.cast(List, e).ctx = Del_
            for item in cython.cast(List, e).elts:
                self.delete(item)
        else:
            self.fail()


def new_lexer(text, first_line, start_col, encoding):
    """The lexer for the expression of an f-string."""
    return lexer_module.Lexer(text + b'\n', encoding, first_line=first_line, start_col=start_col)


def plain_string(lexer, token):
    """The text of a literal without prefix and backslash, else None."""
    src = lexer.src
    start = token.start
    end = token.end
    quote = src[start]
    if quote != 34 and quote != 39:
        return None
    size = 1
    if end - start >= 6 and src[start + 1] == quote and src[start + 2] == quote:
        size = 3
    start += size
    end -= size
    for i in range(start, end):
        if src[i] == 92:
            return None
    try:
        return src[start:end].decode('utf-8')
    except UnicodeDecodeError:
        return None
