# Layout of the readers of string literals: see parser_strings.py.
import cython
from pyrs.nodes cimport *
from pyrs.lexer cimport Lexer, Token

cdef class StringError(Exception):
    cdef public object message, token

@cython.final
cdef class StringJoiner:
    cdef Token first, last                  # of the adjacent literals
    cdef object kind
    cdef str text                           # literal text since the last expression
    cdef list values
    cdef bint formatted
    cdef int flush(self, Token first, Token last, kind) except -1
    cdef expr finish(self, Token first, Token last, kind)

@cython.locals(first=Token, last=Token, token=Token, joiner=StringJoiner, data=bytes, start=Py_ssize_t, end=Py_ssize_t, raw=bint,
               is_bytes=bint)
cpdef expr join_strings(host, list strings)
cpdef number_value(str text)
cdef str decode_plain(bytes body)
cpdef str decode_text(host, bytes body, Token token)
cpdef bytes decode_bytes(host, bytes body, Token token)

@cython.final
cdef class FStringScanner:
    cdef object host
    cdef Token token
    cdef bytes data
    cdef const unsigned char *src           # into `data`
    cdef Py_ssize_t at, end
    cdef bint raw
    cdef StringJoiner joiner
    @cython.locals(src='const unsigned char *', again=bint)
    cdef int parse_literal(self, int depth) except -1
    @cython.locals(src='const unsigned char *', end=Py_ssize_t, start=Py_ssize_t, at=Py_ssize_t, doubled=bint, c=int, body=bytes)
    cdef bint literal_text(self, int depth) except -1
    @cython.locals(src='const unsigned char *', end=Py_ssize_t, start=Py_ssize_t, joiner=StringJoiner, outer=StringJoiner, shown=bint, conversion=int,
                   value=expr, spec=expr, token=Token, first=Token, last=Token)
    cdef int replacement_field(self, int depth) except -1
    @cython.locals(src='const unsigned char *', end=Py_ssize_t, at=Py_ssize_t, c=int, quote=int, quote_size=int, stack=list, opening=int)
    cdef int skip_expression(self) except -1
    @cython.locals(data=bytes, body=bytes, token=Token, brace=Py_ssize_t, lines=Py_ssize_t, at=Py_ssize_t, cols=Py_ssize_t, newline=Py_ssize_t, c=int)
    cdef expr compile_expression(self, Py_ssize_t start, Py_ssize_t end)
