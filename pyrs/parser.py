"""The parser: source to syntax tree.

    parse(source, filename, mode) -> Module, Interactive, Expression or FunctionType

Statements are here, expressions in parser_expr.py, patterns in parser_pattern.py. A wrong source is read a second time by
diagnose.py, which raises the SyntaxError: the parser itself spends nothing on messages.
"""
import cython
import sys
from sys import intern
from _warnings import warn_explicit

if not cython.compiled:
    from .tokens import *
    from .nodes import *
    from .parser_nodes import *
    from .parser_expr import BLOCK
    from .lexer import Lexer
from pyrs import lexer as lexer_module
from pyrs.parser_expr import ParseFailed
from pyrs.parser_pattern import PatternParser
from pyrs.nodes import Load_, Store_

FEATURE_VERSION = 11


class Parser(PatternParser):
    """The rules for statements."""
    __slots__ = ()

    # -- start rules

    def module(self):
        body = []
        self.statements(body)
        if self.kind != ENDMARKER:
            self.fail()
        ignores = [TypeIgnore(line, tag) for line, tag in self.lexer.type_ignores]
        return Module(body, ignores)

    def interactive(self):
        """One statement. The text after it is not read."""
        start = self.tok
        body = []
        if self.kind == NEWLINE:
            body.append(Pass(start.lineno, start.col, start.end_lineno, start.end_col))
            self.skip()
        elif self.is_compound():
            self.statement(body)
            if self.kind != NEWLINE:
                self.fail()
        else:
            self.statement(body)
            # `match` decides only while it is read whether it is compound.
            if cython.cast(stmt, body[0]).node_kind == K_Match:
                if self.kind != NEWLINE:
                    self.fail()
        return Interactive(body)

    def expression_input(self):
        body = self.expressions()
        while self.kind == NEWLINE:
            self.skip()
        if self.kind != ENDMARKER:
            self.fail()
        return Expression(body)

    def function_type(self):
        """The content of a signature type comment: `(int, *str) -> bool`."""
        self.expect(LPAR)
        types = []
        stars = 0
        while self.kind != RPAR:
            if self.kind == STAR or self.kind == DOUBLESTAR:
                # At most one of each, in this order, and last.
                if stars >= (1 if self.kind == STAR else 2):
                    self.fail()
                stars = 1 if self.kind == STAR else 2
                self.advance()
            elif stars:
                self.fail()
            types.append(self.expression())
            if self.kind != COMMA:
                break
            self.advance()
            if self.kind == RPAR:
                self.fail()
        self.expect(RPAR)
        self.expect(RARROW)
        returns = self.expression()
        while self.kind == NEWLINE:
            self.skip()
        if self.kind != ENDMARKER:
            self.fail()
        return FunctionType(types, returns)

    # -- statements

    def statements(self, body):
        """Append statements up to the end of the block."""
        outer = self.statement_at
        outer_warned = self.statement_warned
        while self.kind != ENDMARKER and self.kind != DEDENT:
            self.statement_at = self.at
            self.statement_warned = len(self.warnings)
            self.statement(body)
        self.statement_at = outer
        self.statement_warned = outer_warned

    def is_compound(self):
        kind = self.kind
        return (kind == KW_IF or kind == KW_FOR or kind == KW_DEF or kind == KW_CLASS or kind == KW_WITH or kind == KW_TRY
                or kind == KW_WHILE or kind == AT or kind == ASYNC)

    def statement(self, body):
        """Append a compound statement, or the simple statements of a line."""
        kind = self.kind
        if kind == NAME:
            if self.tok.text == 'match':
                node = self.try_match()
                if node is not None:
                    body.append(node)
                    return 0
        elif kind == KW_IF:
            body.append(self.if_statement())
            return 0
        elif kind == KW_DEF:
            body.append(self.function(self.tok, [], False))
            return 0
        elif kind == KW_FOR:
            body.append(self.for_statement(self.tok, False))
            return 0
        elif kind == KW_CLASS:
            body.append(self.class_definition([]))
            return 0
        elif kind == KW_WITH:
            body.append(self.with_statement(self.tok, False))
            return 0
        elif kind == KW_TRY:
            body.append(self.try_statement())
            return 0
        elif kind == KW_WHILE:
            body.append(self.while_statement())
            return 0
        elif kind == AT:
            body.append(self.decorated())
            return 0
        elif kind == ASYNC:
            body.append(self.async_statement([]))
            return 0
        self.simple_statements(body)

    def simple_statements(self, body):
        while True:
            body.append(self.simple_statement())
            if self.kind != SEMI:
                break
            self.advance()
            if self.kind == NEWLINE:
                break
        if self.kind != NEWLINE:
            self.fail()
        self.skip()

    def simple_statement(self):
        kind = self.kind
        start = self.tok
        if kind == NAME or kind == STRING:
            return self.expression_statement()
        elif kind == KW_RETURN:
            self.advance()
            value = None
            if self.starts_expression():
                value = self.star_expressions()
            return new_return(value, start, self.last)
        elif kind == KW_IMPORT:
            return self.import_statement()
        elif kind == KW_FROM:
            return self.from_import()
        elif kind == KW_RAISE:
            return self.raise_statement()
        elif kind == KW_PASS:
            self.advance()
            return Pass(start.lineno, start.col, start.end_lineno, start.end_col)
        elif kind == KW_ASSERT:
            self.advance()
            test = self.expression()
            message = None
            if self.kind == COMMA:
                self.advance()
                message = self.expression()
            return Assert(test, message, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        elif kind == KW_CONTINUE:
            self.advance()
            return Continue(start.lineno, start.col, start.end_lineno, start.end_col)
        elif kind == KW_BREAK:
            self.advance()
            return Break(start.lineno, start.col, start.end_lineno, start.end_col)
        elif kind == KW_DEL:
            return self.del_statement()
        elif kind == KW_GLOBAL:
            self.advance()
            names = self.name_list()
            return Global(names, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        elif kind == KW_NONLOCAL:
            self.advance()
            names = self.name_list()
            return Nonlocal(names, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        elif kind == KW_YIELD:
            value = self.yield_expression()
            return new_expr(value, start, self.last)
        return self.expression_statement()

    def name_list(self):
        names = [self.identifier()]
        while self.kind == COMMA:
            self.advance()
            names.append(self.identifier())
        return names

    def expression_statement(self):
        """An expression, or an assignment of any form."""
        start = self.tok
        if self.kind == NAME and self.peek() == COLON:
            target = new_name(self.identifier(), Store_, start, start)
            return self.annotated(target, 1, start)
        e = self.star_expressions()
        kind = self.kind
        if kind == EQUAL:
            targets = []
            while self.kind == EQUAL:
                self.store(e)
                targets.append(e)
                self.advance()
                e = self.yield_or_star_expressions()
            comment = self.type_comment()
            return new_assign(targets, e, comment, start, self.last)
        if kind >= PLUSEQUAL and kind <= DOUBLESTAREQUAL:
            self.single_target(e)
            if kind == ATEQUAL:
                self.check_version(5)
            self.advance()
            value = self.yield_or_star_expressions()
            return AugAssign(e, self.operator_of(kind), value, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        if kind == COLON:
            self.annotated_target(e, start)
            return self.annotated(e, 0, start)
        return new_expr(e, start, self.last)

    def annotated_target(self, e, start):
        """Turn an expression into an annotated target. What begins with a target in parentheses, as `(a).b`, is none: the grammar's choice of
        `'(' single_target ')'` is final."""
        inner = e
        while start.kind == LPAR and inner.lineno == start.lineno and inner.col_offset == start.col:
            if inner.node_kind == K_Attribute:
                inner = cython.cast(Attribute, inner).value
            elif inner.node_kind == K_Subscript:
                inner = cython.cast(Subscript, inner).value
            elif inner.node_kind == K_Call:
                inner = cython.cast(Call, inner).func
            else:
                break
            if ((inner.lineno != start.lineno or inner.col_offset != start.col)
                    and (inner.node_kind == K_Name or inner.node_kind == K_Attribute or inner.node_kind == K_Subscript)):
                self.fail()
        self.single_target(e)

    def annotated(self, target, simple, start):
        self.check_version(6)
        self.expect(COLON)
        annotation = self.expression()
        value = None
        if self.kind == EQUAL:
            self.advance()
            value = self.yield_or_star_expressions()
        return AnnAssign(target, annotation, value, simple, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def raise_statement(self):
        start = self.tok
        self.advance()
        exception = cause = None
        if self.kind != NEWLINE and self.kind != SEMI:
            exception = self.expression()
            if self.kind == KW_FROM:
                self.advance()
                cause = self.expression()
        return Raise(exception, cause, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def del_statement(self):
        start = self.tok
        self.advance()
        targets = []
        while True:
            e = self.primary()
            self.delete(e)
            targets.append(e)
            if self.kind != COMMA:
                break
            self.advance()
            if self.kind == NEWLINE or self.kind == SEMI:
                break
        return Delete(targets, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    # -- imports

    def dotted_name(self):
        name = self.identifier()
        if self.kind != DOT:
            return name
        parts = [name]
        while self.kind == DOT:
            self.advance()
            parts.append(self.identifier())
        return intern('.'.join(parts))

    def import_statement(self):
        start = self.tok
        self.advance()
        names = []
        while True:
            first = self.tok
            name = self.dotted_name()
            asname = None
            if self.kind == KW_AS:
                self.advance()
                asname = self.identifier()
            names.append(alias(name, asname, first.lineno, first.col, self.last.end_lineno, self.last.end_col))
            if self.kind != COMMA:
                break
            self.advance()
        return Import(names, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def from_import(self):
        start = self.tok
        self.advance()
        level = 0
        while self.kind == DOT or self.kind == ELLIPSIS:
            level += 1 if self.kind == DOT else 3
            self.advance()
        module = None
        if self.kind == NAME or level == 0:
            module = self.dotted_name()
        self.expect(KW_IMPORT)
        names = []
        if self.kind == STAR:
            names.append(alias('*', None, self.tok.lineno, self.tok.col, self.tok.end_lineno, self.tok.end_col))
            self.advance()
        elif self.kind == LPAR:
            self.advance()
            while True:
                names.append(self.import_name())
                if self.kind != COMMA:
                    break
                self.advance()
                if self.kind == RPAR:
                    break
            self.expect(RPAR)
        else:
            names.append(self.import_name())
            while self.kind == COMMA:
                self.advance()
                names.append(self.import_name())
        return ImportFrom(module, names, level, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def import_name(self):
        start = self.tok
        name = self.identifier()
        asname = None
        if self.kind == KW_AS:
            self.advance()
            asname = self.identifier()
        return alias(name, asname, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    # -- blocks and compound statements

    def block(self):
        """The list of statements after a colon."""
        body = []
        if self.kind != NEWLINE:
            self.simple_statements(body)
            return body
        self.skip()
        if self.kind != INDENT:
            self.fail()
        self.enter(BLOCK)
        self.skip()
        self.statements(body)
        if self.kind != DEDENT:
            self.fail()
        self.skip()
        self.depth -= BLOCK
        return body

    def else_block(self):
        if self.kind != KW_ELSE:
            return []
        self.advance()
        self.expect(COLON)
        return self.block()

    def if_statement(self):
        branches = []
        while True:
            start = self.tok
            self.advance()
            test = self.named_expression()
            self.expect(COLON)
            body = self.block()
            branches.append((start, test, body))
            if self.kind != KW_ELIF:
                break
        self.check_chain(len(branches))
        orelse = self.else_block()
        while True:
            start, test, body = branches.pop()
            node = new_if(test, body, orelse, start, self.last)
            if not branches:
                return node
            orelse = [node]

    def while_statement(self):
        start = self.tok
        self.advance()
        test = self.named_expression()
        self.expect(COLON)
        body = self.block()
        orelse = self.else_block()
        return While(test, body, orelse, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def for_statement(self, start, is_async):
        self.expect(KW_FOR)
        target = self.star_targets()
        self.expect(KW_IN)
        iterable = self.star_expressions()
        self.expect(COLON)
        comment = self.type_comment()
        body = self.block()
        orelse = self.else_block()
        if is_async:
            return AsyncFor(target, iterable, body, orelse, comment, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        return For(target, iterable, body, orelse, comment, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def with_statement(self, start, is_async):
        self.expect(KW_WITH)
        items = None
        parenthesized = False
        if self.kind == LPAR:
            items = self.try_parenthesized_items()
        if items is None:
            items = self.with_items(COLON)
        else:
            parenthesized = True
        self.expect(COLON)
        comment = None
        if not parenthesized:
            comment = self.type_comment()
        body = self.block()
        if is_async:
            return AsyncWith(items, body, comment, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        return With(items, body, comment, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def try_parenthesized_items(self):
        """`(item, item):`, or None with nothing consumed: then the parenthesis belongs to an expression."""
        at = self.at
        depth = self.depth
        warned = len(self.warnings)
        self.advance()
        try:
            items = self.with_items(RPAR)
            self.expect(RPAR)
            if self.kind == COLON:
                self.check_version(9)
                return items
        except ParseFailed:
            pass
        del self.warnings[warned:]
        self.depth = depth
        self.seek(at)
        return None

    def with_items(self, closing):
        items = []
        while True:
            e = self.expression()
            target = None
            if self.kind == KW_AS:
                self.advance()
                target = self.star_target()
            items.append(withitem(e, target))
            if self.kind != COMMA:
                return items
            self.advance()
            if self.kind == closing and closing == RPAR:
                return items

    def try_statement(self):
        start = self.tok
        self.advance()
        self.expect(COLON)
        body = self.block()
        handlers = []
        starred = 0
        while self.kind == KW_EXCEPT:
            first = self.tok
            self.advance()
            star = 1
            if self.kind == STAR:
                self.check_version(11)
                self.advance()
                star = 2
            if starred and star != starred:
                self.fail()
            starred = star
            exception = name = None
            if self.kind != COLON or star == 2:
                exception = self.expression()
                if self.kind == KW_AS:
                    self.advance()
                    name = self.identifier()
            self.expect(COLON)
            handler_body = self.block()
            handlers.append(ExceptHandler(exception, name, handler_body, first.lineno, first.col, self.last.end_lineno, self.last.end_col))
        orelse = []
        if handlers:
            orelse = self.else_block()
        elif self.kind != KW_FINALLY:
            self.fail()
        final = []
        if self.kind == KW_FINALLY:
            self.advance()
            self.expect(COLON)
            final = self.block()
        if starred == 2:
            return TryStar(body, handlers, orelse, final, start.lineno, start.col, self.last.end_lineno, self.last.end_col)
        return Try(body, handlers, orelse, final, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    # -- definitions

    def decorated(self):
        decorators = []
        while self.kind == AT:
            self.advance()
            decorators.append(self.named_expression())
            if self.kind != NEWLINE:
                self.fail()
            self.skip()
        if self.kind == KW_DEF:
            return self.function(self.tok, decorators, False)
        if self.kind == KW_CLASS:
            return self.class_definition(decorators)
        if self.kind == ASYNC and self.peek() == KW_DEF:
            return self.async_statement(decorators)
        self.fail()

    def async_statement(self, decorators):
        start = self.tok
        self.check_version(5)
        self.advance()
        if self.kind == KW_DEF:
            return self.function(start, decorators, True)
        if self.kind == KW_FOR:
            return self.for_statement(start, True)
        if self.kind == KW_WITH:
            return self.with_statement(start, True)
        self.fail()

    def function(self, start, decorators, is_async):
        self.expect(KW_DEF)
        name = self.identifier()
        self.expect(LPAR)
        args = self.parameters(RPAR)
        self.expect(RPAR)
        returns = None
        if self.kind == RARROW:
            self.advance()
            returns = self.expression()
        self.expect(COLON)
        comment = None
        if self.kind == NEWLINE and self.peek() == TYPE_COMMENT:
            # The comment may stand on the first line of the block.
            if self.tokens[self.at + 2].kind == NEWLINE and self.tokens[self.at + 3].kind == INDENT:
                self.skip()
        comment = self.type_comment()
        body = self.block()
        if is_async:
            return AsyncFunctionDef(name, args, body, decorators, returns, comment, start.lineno, start.col, self.last.end_lineno,
                                    self.last.end_col)
        return FunctionDef(name, args, body, decorators, returns, comment, start.lineno, start.col, self.last.end_lineno,
                           self.last.end_col)

    def class_definition(self, decorators):
        start = self.tok
        self.expect(KW_CLASS)
        name = self.identifier()
        bases = []
        keywords = []
        if self.kind == LPAR:
            self.advance()
            self.arguments(bases, keywords, None)
        self.expect(COLON)
        body = self.block()
        return ClassDef(name, bases, keywords, body, decorators, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    # -- match

    def try_match(self):
        """A match statement, or None with nothing consumed: `match` is also a name."""
        at = self.at
        start = self.tok
        # Most uses of the name are settled by the next token.
        kind = self.peek()
        if not (kind == NAME or kind == NUMBER or kind == STRING or kind == LPAR or kind == LSQB or kind == LBRACE or kind == MINUS
                or kind == PLUS or kind == TILDE or kind == STAR or kind == ELLIPSIS or kind == KW_NONE or kind == KW_TRUE
                or kind == KW_FALSE or kind == KW_NOT or kind == KW_LAMBDA or kind == AWAIT):
            return None
        depth = self.depth
        warned = len(self.warnings)
        subject = None
        self.advance()
        try:
            subject = self.subject()
        except ParseFailed:
            pass
        if subject is None or self.kind != COLON or self.peek() != NEWLINE:
            del self.warnings[warned:]
            self.depth = depth
            self.seek(at)
            return None
        self.check_version(10)
        self.advance()
        self.skip()
        if self.kind != INDENT:
            self.fail()
        self.enter(BLOCK)
        self.skip()
        cases = []
        while self.kind == NAME and self.tok.text == 'case':
            cases.append(self.case())
        if not cases or self.kind != DEDENT:
            self.fail()
        self.skip()
        self.depth -= BLOCK
        return Match(subject, cases, start.lineno, start.col, self.last.end_lineno, self.last.end_col)

    def subject(self):
        start = self.tok
        starred = self.kind == STAR
        e = self.star_named_expression()
        if self.kind != COMMA:
            if starred:
                self.fail()
            return e
        elts = [e]
        while self.kind == COMMA:
            self.advance()
            if not self.starts_expression():
                break
            elts.append(self.star_named_expression())
        return new_tuple(elts, Load_, start, self.last)

    def case(self):
        self.advance()
        pattern = self.patterns()
        guard = None
        if self.kind == KW_IF:
            self.advance()
            guard = self.named_expression()
        self.expect(COLON)
        body = self.block()
        return match_case(pattern, guard, body)


# -- the public function

class Options:
    """How a source is parsed; see `parse`."""
    __slots__ = ('filename', 'mode', 'encoding', 'type_comments', 'feature_version', 'flufl', 'allow_incomplete', 'imply_dedent', 'interactive', 'warn', 'undecoded')


def default_warn(message, category, filename, lineno):
    warn_explicit(message, category, filename, lineno)


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=FEATURE_VERSION, flufl=False,
          allow_incomplete=False, imply_dedent=True, interactive=False, warn=None):
    """Parse `source` to a syntax tree.

    source: str, or bytes in their declared encoding (byte order mark, coding comment, else UTF-8).
    mode: 'exec' (Module), 'eval' (Expression), 'single' (Interactive) or 'func_type' (FunctionType).
    type_comments: keep `# type:` comments. feature_version: refuse what came after Python 3.<feature_version>.
    flufl: `<>` instead of `!=`. allow_incomplete: a source that ends too early raises SyntaxError('incomplete input').
    imply_dedent: in 'single' mode, the end of the source ends open blocks.
    interactive: the source is what a prompt has read so far; nothing but a line that ends a statement ends it.
    warn: called with (message, category, filename, lineno) for each warning; by default the host's warnings filter.
    Raises SyntaxError and its subclasses, ValueError for another mode, UnicodeEncodeError for a str with surrogates, MemoryError for too
    deep nesting.
    """
    if mode not in ('exec', 'eval', 'single', 'func_type'):
        raise ValueError(f"parse() mode must be 'exec', 'eval', 'single' or 'func_type', not {mode!r}")
    options = Options()
    options.filename = filename
    options.mode = mode
    options.type_comments = type_comments
    options.feature_version = feature_version
    options.flufl = flufl
    options.allow_incomplete = allow_incomplete
    options.imply_dedent = imply_dedent
    options.interactive = interactive
    options.warn = default_warn if warn is None else warn
    options.undecoded = None
    if isinstance(source, str):
        data = source.encode('utf-8')
        options.encoding = 'utf-8'
    else:
        data = bytes(source)
        options.encoding = None
    if 0 in data:
        raise SyntaxError('source code string cannot contain null bytes')
    data = lexer_module.normalize_newlines(data, mode == 'exec')
    if not isinstance(source, str):
        try:
            options.undecoded = data
            data, options.encoding = lexer_module.decode_source(data)
        except lexer_module.SourceError as e:
            raise SyntaxError(str(e), (filename, 0, -1, None)) from None
    if cython.compiled:
        return parse_data(data, options)
    # Uncompiled, every level of nesting is several Python calls; they use no C stack.
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 100_000))
    try:
        return parse_data(data, options)
    finally:
        sys.setrecursionlimit(limit)


def parse_data(data, options):
    lexer = Lexer(data, options.encoding, options.mode == 'single', options.type_comments, options.imply_dedent,
                  async_names=options.feature_version < 7)
    lexer.interactive = options.interactive
    tree = parser = None
    read = earlier = ()
    try:
        parser = Parser(lexer, options.filename, options.feature_version, options.flufl)
        if options.mode == 'exec':
            tree = parser.module()
        elif options.mode == 'eval':
            tree = parser.expression_input()
        elif options.mode == 'single':
            tree = parser.interactive()
            if parser.kind != ENDMARKER and rest_is_source(parser):
                tree = None
        else:
            tree = parser.function_type()
    except ParseFailed:
        # Only a module's statements stand where they stand: interactive input ends after one.
        if options.mode == 'exec':
            read = parser.tokens[:parser.statement_at]
            earlier = parser.warnings[:parser.statement_warned]
    if tree is not None and emit_warnings(parser, options):
        return tree
    diagnose_module().raise_syntax_error(data, options, read, earlier)


# pyrs.diagnose once it is loaded.  Only wrong source needs it, so it is loaded late; where the module table is not to be asked then,
# there is another `load_diagnose`.
diagnose_loaded = None


def load_diagnose():
    from . import diagnose
    return diagnose


def diagnose_module():
    """The module that explains a wrong source."""
    global diagnose_loaded
    if diagnose_loaded is None:
        diagnose_loaded = load_diagnose()
    return diagnose_loaded


def rest_is_source(parser):
    """Whether anything but comments follows an interactive statement."""
    at = parser.tokens[parser.at - 1].end
    rest = parser.lexer.data[at:-1] if at >= 0 else b''
    return any(line.strip(b' \t\f') and not line.strip(b' \t\f').startswith(b'#') for line in rest.split(b'\n'))


def emit_warnings(parser, options):
    """Issue the collected warnings; false if a filter turned one into an error."""
    collected = parser.warnings + parser.lexer.warnings
    if collected:
        collected.sort(key=lambda item: item[2:])
        for category, message, lineno, _ in collected:
            try:
                options.warn(message, category, options.filename, lineno)
            except category:
                return False
    return True
