# Signatures of the statement parser: see parser.py.
import cython
from pyrs.tokens cimport *
from pyrs.nodes cimport *
from pyrs.parser_nodes cimport *
from pyrs.lexer cimport Lexer, Token
from pyrs.parser_expr cimport BLOCK
from pyrs.parser_pattern cimport PatternParser

@cython.final
cdef class Parser(PatternParser):
    cpdef mod module(self)
    @cython.locals(start=Token, body=list)
    cpdef mod interactive(self)
    cpdef mod expression_input(self)
    @cython.locals(types=list, stars=int)
    cpdef mod function_type(self)
    @cython.locals(outer=int, outer_warned=int)
    cdef int statements(self, list body) except -1
    @cython.locals(kind=int)
    cdef bint is_compound(self) noexcept
    @cython.locals(kind=int, node=object)
    cdef int statement(self, list body) except -1
    cdef int simple_statements(self, list body) except -1
    @cython.locals(start=Token, kind=int, value=expr, test=expr, message=expr)
    cdef stmt simple_statement(self)
    cdef list name_list(self)
    @cython.locals(start=Token, kind=int, e=expr, value=expr, target=expr, targets=list)
    cdef stmt expression_statement(self)
    @cython.locals(annotation=expr, value=expr)
    cdef int annotated_target(self, expr e, Token start) except -1
    cdef stmt annotated(self, expr target, int simple, Token start)
    @cython.locals(start=Token, exception=expr, cause=expr)
    cdef stmt raise_statement(self)
    @cython.locals(start=Token, targets=list, e=expr)
    cdef stmt del_statement(self)
    @cython.locals(parts=list)
    cdef dotted_name(self)
    @cython.locals(start=Token, first=Token, names=list)
    cdef stmt import_statement(self)
    @cython.locals(start=Token, names=list, level=int)
    cdef stmt from_import(self)
    @cython.locals(start=Token)
    cdef alias import_name(self)
    @cython.locals(body=list)
    cdef list block(self)
    cdef list else_block(self)
    @cython.locals(start=Token, branches=list, test=expr, body=list, orelse=list, node=stmt)
    cdef stmt if_statement(self)
    @cython.locals(start=Token, test=expr, body=list, orelse=list)
    cdef stmt while_statement(self)
    @cython.locals(target=expr, iterable=expr, body=list, orelse=list)
    cdef stmt for_statement(self, Token start, bint is_async)
    @cython.locals(items=list, body=list, parenthesized=bint)
    cdef stmt with_statement(self, Token start, bint is_async)
    @cython.locals(at=int, depth=int, warned=Py_ssize_t, items=list)
    cdef list try_parenthesized_items(self)
    @cython.locals(items=list, e=expr, target=expr)
    cdef list with_items(self, int closing)
    @cython.locals(start=Token, first=Token, body=list, handlers=list, handler_body=list, orelse=list, final=list, starred=int, star=int,
                   exception=expr)
    cdef stmt try_statement(self)
    @cython.locals(decorators=list)
    cdef stmt decorated(self)
    @cython.locals(start=Token)
    cdef stmt async_statement(self, list decorators)
    @cython.locals(args=arguments, returns=expr, body=list)
    cdef stmt function(self, Token start, list decorators, bint is_async)
    @cython.locals(start=Token, bases=list, keywords=list, body=list)
    cdef stmt class_definition(self, list decorators)
    @cython.locals(at=int, start=Token, kind=int, depth=int, warned=Py_ssize_t, subject=expr, cases=list)
    cdef stmt try_match(self)
    @cython.locals(start=Token, starred=bint, e=expr, elts=list)
    cdef expr subject(self)
    @cython.locals(guard=expr, body=list)
    cdef match_case case(self)

@cython.final
cdef class Options:
    cdef readonly object filename, mode, encoding, warn, undecoded
    cdef readonly bint type_comments, flufl, allow_incomplete, imply_dedent, interactive
    cdef readonly int feature_version

@cython.locals(lexer=Lexer, parser=Parser)
cpdef parse_data(bytes data, Options options)
