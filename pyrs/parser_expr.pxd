# Layout and signatures of the expression parser: see parser_expr.py.
import cython
from pyrs.tokens cimport *
from pyrs.nodes cimport *
from pyrs.parser_nodes cimport *
from pyrs.lexer cimport Lexer, Token

cdef enum:
    MAX_DEPTH = 5969
    BRACKET = 27
    BLOCK = 6
    LAMBDA = 2
    POWER = 2

cdef int precedence(int kind) noexcept
cdef list BINARY_OPERATORS
cdef list COMPARISONS
cdef Lexer new_lexer(bytes text, int first_line, int start_col, encoding)
@cython.locals(src='const unsigned char *', start=Py_ssize_t, end=Py_ssize_t, i=Py_ssize_t, quote=int, size=int)
cdef plain_string(Lexer lexer, Token token)

cdef class ParseFailed(Exception):
    pass

cdef class ExpressionParser:
    cdef readonly Lexer lexer
    cdef readonly list tokens
    cdef readonly int at                    # index of `tok`
    cdef Token tok                          # the current token
    cdef int kind                           # its kind
    cdef Token last                         # the last token consumed that ends a node
    cdef int depth                          # of nesting, against the C stack
    cdef readonly list warnings
    cdef readonly int feature_version
    cdef bint flufl
    cdef object filename
    cdef readonly int statement_at, statement_warned

    cdef int seek(self, int at) except -1
    cdef int advance(self) except -1
    cdef int skip(self) except -1
    cdef int expect(self, int kind) except -1
    cdef int peek(self) except -1
    cdef int fail(self) except -1
    cdef int enter(self, int rules) except -1
    cdef int check_chain(self, Py_ssize_t rules) except -1
    cdef int check_version(self, int version) except -1
    cdef identifier(self)
    cdef type_comment(self)
    @cython.locals(inner=ExpressionParser)
    cpdef expr fstring_expression(self, bytes text, int first_line, int start_col)
    cpdef warn_literal(self, Token token, message)

    @cython.locals(start=Token, e=expr, elts=list)
    cdef expr star_expressions(self)
    cdef expr star_expression(self)
    @cython.locals(start=Token, value=expr)
    cdef expr starred_bitwise_or(self)
    @cython.locals(start=Token, value=expr)
    cdef expr starred_expression(self)
    cdef expr star_named_expression(self)
    @cython.locals(start=Token, e=expr, elts=list)
    cdef expr expressions(self)
    @cython.locals(kind=int)
    cdef bint starts_expression(self) noexcept
    @cython.locals(start=Token, e=expr, target=Name, value=expr)
    cdef expr named_expression(self)
    @cython.locals(start=Token, last=Token, e=expr, test=expr, body=expr, parts=list)
    cdef expr expression(self)
    @cython.locals(start=Token, e=expr, values=list)
    cdef expr disjunction(self)
    @cython.locals(start=Token, e=expr, values=list)
    cdef expr conjunction(self)
    @cython.locals(e=expr, starts=list)
    cdef expr inversion(self)
    @cython.locals(start=Token, left=expr, kind=int, ops=list, comparators=list)
    cdef expr comparison(self)
    cdef int check_not_equal(self) except -1
    cdef operator operator_of(self, int kind)
    @cython.locals(start=Token, left=expr, right=expr, level=int, kind=int)
    cdef expr binary(self, int minimum)
    @cython.locals(start=Token, e=expr, kind=int, starts=list)
    cdef expr unary(self)
    @cython.locals(start=Token, e=expr, left=expr, kind=int, pending=list)
    cdef expr power(self)
    @cython.locals(start=Token, value=expr)
    cdef expr await_primary(self)
    @cython.locals(start=Token, e=expr, index=expr, kind=int)
    cdef expr primary(self)
    @cython.locals(start=Token, kind=int)
    cdef expr atom(self)
    @cython.locals(start=Token)
    cdef expr number(self)
    @cython.locals(start=Token, tokens=list)
    cdef expr strings(self)
    cdef int check_string_version(self, list tokens) except -1
    @cython.locals(start=Token, e=expr, kind=int, elts=list, generators=list)
    cdef expr parenthesized(self)
    @cython.locals(elts=list)
    cdef list display_elements(self, expr first, int closing)
    @cython.locals(start=Token, e=expr, starred=bint, elts=list, generators=list)
    cdef expr list_display(self)
    @cython.locals(start=Token, e=expr, key=expr, value=expr, walrus=bint, generators=list)
    cdef expr brace_display(self)
    @cython.locals(elts=list)
    cdef expr set_display(self, Token start, expr first)
    @cython.locals(keys=list, values=list)
    cdef expr dict_display(self, Token start, expr key, expr value)
    @cython.locals(result=list, conditions=list, target=expr, iterable=expr, is_async=int)
    cdef list comprehensions(self)
    @cython.locals(start=Token, value=expr)
    cdef expr yield_expression(self)
    cdef expr yield_or_star_expressions(self)
    @cython.locals(opening=Token, args=list, keywords=list)
    cdef expr call(self, expr func, Token start)
    @cython.locals(start=Token, kind=int, e=expr, value=expr, generators=list, seen_keyword=bint, seen_unpacking=bint)
    cdef int arguments(self, list args, list keywords, Token opening) except -1
    @cython.locals(start=Token, e=expr, elts=list)
    cdef expr slices(self)
    @cython.locals(start=Token, lower=expr, upper=expr, step=expr, walrus=bint)
    cdef expr slice(self)
    @cython.locals(start=Token, args=arguments, body=expr)
    cdef expr lambda_expression(self)
    @cython.locals(posonly=list, args=list, defaults=list, kwonly=list, kw_defaults=list, vararg=arg, kwarg=arg, parameter=arg,
                   default=expr, starred=bint, slashed=bint, kind=int)
    cdef arguments parameters(self, int closing)
    @cython.locals(start=Token, annotation=expr)
    cdef arg parameter(self, int closing)
    @cython.locals(start=Token, annotation=expr)
    cdef arg star_parameter(self, int closing)
    @cython.locals(start=Token, e=expr, elts=list)
    cdef expr star_targets(self)
    @cython.locals(start=Token, e=expr, value=expr)
    cdef expr star_target(self)
    @cython.locals(kind=int, value=expr)
    cdef int store(self, expr e) except -1
    @cython.locals(kind=int)
    cdef int single_target(self, expr e) except -1
    @cython.locals(kind=int)
    cdef int delete(self, expr e) except -1
