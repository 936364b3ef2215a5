"""The patterns of `match` statements."""
import cython

if not cython.compiled:
    from .tokens import *
    from .nodes import *
    from .parser_nodes import *
    from .parser_expr import BRACKET
from pyrs.parser_expr import ExpressionParser
from pyrs.nodes import Load_, Add_, Sub_, USub_


class PatternParser(ExpressionParser):
    """The rules for patterns, on top of those for expressions."""
    __slots__ = ()

    def patterns(self):
        """What follows `case`: a pattern, or a sequence without brackets."""
        start = self.tok
        first = self.maybe_star_pattern()
        if self.kind != COMMA:
            if first.node_kind == K_MatchStar:
                self.fail()
            return first
        items = [first]
        while self.kind == COMMA:
            self.advance()
            if self.kind == COLON or self.kind == KW_IF:
                break
            items.append(self.maybe_star_pattern())
        return MatchSequence(items, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def maybe_star_pattern(self):
        if self.kind != STAR:
            return self.pattern()
        start = self.tok
        self.advance()
        if self.kind == NAME and self.tok.text == '_':
            self.advance()
            name = None
        else:
            name = self.capture_target()
        return MatchStar(name, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def capture_target(self):
        """Consume a name that a pattern may bind."""
        if self.kind != NAME or self.tok.text == '_':
            self.fail()
        name = self.identifier()
        if self.kind == DOT or self.kind == LPAR or self.kind == EQUAL:
            self.fail()
        return name

    def pattern(self):
        """Alternatives with an optional `as`."""
        start = self.tok
        e = self.or_pattern()
        if self.kind != KW_AS:
            return e
        self.advance()
        name = self.capture_target()
        return MatchAs(e, name, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def or_pattern(self):
        start = self.tok
        first = self.closed_pattern()
        if self.kind != VBAR:
            return first
        patterns = [first]
        while self.kind == VBAR:
            self.advance()
            patterns.append(self.closed_pattern())
        return MatchOr(patterns, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def closed_pattern(self):
        start = self.tok
        kind = self.kind
        if kind == NAME:
            return self.name_pattern()
        if kind == LPAR or kind == LSQB:
            return self.sequence_pattern()
        if kind == LBRACE:
            return self.mapping_pattern()
        if kind == KW_NONE or kind == KW_TRUE or kind == KW_FALSE:
            self.advance()
            value = None if kind == KW_NONE else kind == KW_TRUE
            return MatchSingleton(value, start.lineno, start.col, start.end_lineno, start.end_col)
        value = self.literal()
        return MatchValue(value, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def literal(self):
        """A number with an optional sign, a complex literal, or strings."""
        start = self.tok
        if self.kind == STRING:
            return self.strings()
        real = self.signed_number()
        if self.kind != PLUS and self.kind != MINUS:
            return real
        number = real
        if number.node_kind == K_UnaryOp:
            number = number.operand
        if type(number.value) is complex:
            self.fail()
        op = Add_ if self.kind == PLUS else Sub_
        self.advance()
        if self.kind != NUMBER:
            self.fail()
        imaginary = self.number()
        if type(imaginary.value) is not complex:
            self.fail()
        return new_binop(real, op, imaginary, start, self.last)

    def signed_number(self):
        start = self.tok
        if self.kind == MINUS:
            self.advance()
            if self.kind != NUMBER:
                self.fail()
            return new_unary(USub_, self.number(), start, self.last)
        if self.kind != NUMBER:
            self.fail()
        return self.number()

    def name_pattern(self):
        """Capture, wildcard, dotted name, or class."""
        start = self.tok
        if start.text == '_':
            self.advance()
            return MatchAs(None, None, start.lineno, start.col, start.end_lineno, start.end_col)
        name = self.identifier()
        if self.kind == DOT or self.kind == LPAR:
            e = self.dotted_name_rest(name, start)
            if self.kind == LPAR:
                return self.class_pattern(e, start)
            if self.kind == EQUAL:
                self.fail()
            return MatchValue(e, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        if self.kind == EQUAL:
            self.fail()
        return MatchAs(None, name, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def dotted_name_rest(self, name, start):
        e = new_name(name, Load_, start, start)
        while self.kind == DOT:
            self.advance()
            attr = self.identifier()
            e = new_attribute(e, attr, Load_, start, self.last)
        return e

    def class_pattern(self, cls, start):
        self.enter(BRACKET)
        self.advance()
        patterns = []
        names = []
        named_patterns = []
        while self.kind != RPAR:
            if self.kind == NAME and self.peek() == EQUAL:
                names.append(self.identifier())
                self.advance()
                named_patterns.append(self.pattern())
            else:
                if names:
                    self.fail()
                patterns.append(self.pattern())
            if self.kind != COMMA:
                break
            self.advance()
        self.expect(RPAR)
        self.depth -= BRACKET
        return MatchClass(cls, patterns, names, named_patterns, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def sequence_pattern(self):
        """A sequence in brackets, or a pattern in parentheses."""
        start = self.tok
        closing = self.kind + 1
        self.enter(BRACKET)
        self.advance()
        items = []
        comma = False
        while self.kind != closing:
            items.append(self.maybe_star_pattern())
            if self.kind != COMMA:
                break
            comma = True
            self.advance()
        self.expect(closing)
        self.depth -= BRACKET
        if closing == RPAR and len(items) == 1 and not comma:
            if items[0].node_kind == K_MatchStar:
                self.fail()
            return items[0]
        return MatchSequence(items, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def mapping_pattern(self):
        start = self.tok
        self.enter(BRACKET)
        self.advance()
        keys = []
        patterns = []
        rest = None
        while self.kind != RBRACE:
            if self.kind == DOUBLESTAR:
                self.advance()
                rest = self.capture_target()
                if self.kind == COMMA:
                    self.advance()
                break
            keys.append(self.mapping_key())
            self.expect(COLON)
            patterns.append(self.pattern())
            if self.kind != COMMA:
                break
            self.advance()
        self.expect(RBRACE)
        self.depth -= BRACKET
        return MatchMapping(keys, patterns, rest, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def mapping_key(self):
        """A literal or a dotted name."""
        start = self.tok
        kind = self.kind
        if kind == NAME:
            name = self.identifier()
            if self.kind != DOT:
                self.fail()
            return self.dotted_name_rest(name, start)
        if kind == KW_NONE or kind == KW_TRUE or kind == KW_FALSE:
            self.advance()
            return new_constant(None if kind == KW_NONE else kind == KW_TRUE, None, start, start)
        return self.literal()
