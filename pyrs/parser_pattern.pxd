# Signatures of the pattern parser: see parser_pattern.py.
import cython
from pyrs.tokens cimport *
from pyrs.nodes cimport *
from pyrs.parser_nodes cimport *
from pyrs.lexer cimport Token
from pyrs.parser_expr cimport BRACKET, ExpressionParser

cdef class PatternParser(ExpressionParser):
    @cython.locals(start=Token, first=AST, items=list)
    cdef AST patterns(self)
    @cython.locals(start=Token)
    cdef AST maybe_star_pattern(self)
    cdef capture_target(self)
    @cython.locals(start=Token, e=AST)
    cdef AST pattern(self)
    @cython.locals(start=Token, first=AST, patterns=list)
    cdef AST or_pattern(self)
    @cython.locals(start=Token, kind=int, value=object)
    cdef AST closed_pattern(self)
    @cython.locals(start=Token, real=expr)
    cdef expr literal(self)
    @cython.locals(start=Token)
    cdef expr signed_number(self)
    @cython.locals(start=Token, e=expr)
    cdef AST name_pattern(self)
    @cython.locals(e=expr)
    cdef expr dotted_name_rest(self, name, Token start)
    @cython.locals(patterns=list, names=list, named_patterns=list)
    cdef AST class_pattern(self, expr cls, Token start)
    @cython.locals(start=Token, closing=int, items=list, comma=bint)
    cdef AST sequence_pattern(self)
    @cython.locals(start=Token, keys=list, patterns=list)
    cdef AST mapping_pattern(self)
    @cython.locals(start=Token, kind=int)
    cdef expr mapping_key(self)
