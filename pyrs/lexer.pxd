# Layout of the lexer: see lexer.py for the rules.
import cython
from pyrs.tokens cimport *

cdef enum:
    C_OTHER = 0
    C_NAME = 1
    C_DIGIT = 2
    C_BLANK = 3
    C_QUOTE = 4
    C_NEWLINE = 5
    C_OPERATOR = 6

cdef dict KEYWORD_KINDS
cdef const unsigned char *CLASSES
cdef const unsigned char *SINGLE

cdef class SourceError(Exception):
    pass

@cython.final
cdef class Token:
    cdef readonly int kind
    cdef readonly int start, end            # offsets in the lexer's buffer, -1 without text
    cdef readonly int lineno, col, end_lineno, end_col
    cdef readonly int level                 # brackets open after the token
    cdef readonly str text

@cython.final
cdef class Lexer:
    cdef readonly bytes data                # the source and a NUL
    cdef const unsigned char *src           # into `data`
    cdef readonly Py_ssize_t size
    cdef readonly Py_ssize_t cur, line_start, buf
    cdef readonly int lineno
    cdef readonly int level
    cdef readonly int done
    cdef readonly object error
    cdef readonly object encoding
    cdef readonly list parens               # (kind, line, column) of each open bracket
    cdef readonly list warnings             # (category, message, line, column)
    cdef readonly list type_ignores         # (line, tag)
    cdef bint bol, single, type_comments, imply_dedent, started
    cdef public bint interactive, no_more_lines
    cdef int pending                        # INDENTs (positive) or DEDENTs to return
    cdef list indents, alt_indents
    cdef int adjust_line, adjust_col
    cdef bint async_names, async_body
    cdef Py_ssize_t async_depth

    @cython.locals(t=Token)
    cdef Token make(self, int kind, Py_ssize_t start, Py_ssize_t end)
    cdef Token fail(self, int done, Py_ssize_t cur)
    cpdef Token fail_syntax(self, message, Py_ssize_t cur, Py_ssize_t col=*, Py_ssize_t end_col=*)
    cpdef Py_ssize_t line_end(self)
    @cython.locals(t=Token)
    cpdef Token next_token(self)
    cdef int old_async(self, Token t) except -1
    @cython.locals(t=Token, result=list)
    cpdef list all_tokens(self)
    @cython.locals(src='const unsigned char *', p=Py_ssize_t, start=Py_ssize_t, c=int, kind=int, col=int, alt_col=int, continued_col=int,
                   blank_line=bint)
    cdef Token scan(self)
    cdef Py_ssize_t continuation(self, Py_ssize_t p) except -2
    @cython.locals(top=Py_ssize_t, current=int)
    cdef bint indentation(self, int col, int alt_col) except -1
    cdef bint bad_indentation(self, int done) except -1
    @cython.locals(src='const unsigned char *', start=Py_ssize_t, c=int, kind=int, mask=int, saw_b=bint, saw_r=bint, saw_u=bint, saw_f=bint, t=Token)
    cdef Token name(self, Py_ssize_t p)
    cdef Token bad_identifier(self, Py_ssize_t start, str text)
    @cython.locals(src='const unsigned char *', quote=int, first_line=int, first_line_start=Py_ssize_t, size=int, run=int, c=int, detected=int, t=Token)
    cdef Token string(self, Py_ssize_t p, Py_ssize_t start)
    @cython.locals(src='const unsigned char *', start=Py_ssize_t, c=int, zeros_end=Py_ssize_t)
    cdef Token number(self, Py_ssize_t p)
    @cython.locals(src='const unsigned char *', c=int)
    cdef Py_ssize_t digits(self, Py_ssize_t p) except -2
    @cython.locals(src='const unsigned char *', p=Py_ssize_t, c=int)
    cdef Token based_number(self, Py_ssize_t start, int base, kind)
    cdef bint is_digit(self, int c, int base) except -1
    @cython.locals(src='const unsigned char *', c=int, after=int)
    cdef Token end_number(self, Py_ssize_t start, Py_ssize_t p, kind)
    @cython.locals(src='const unsigned char *', kind=int, c2=int, size=int)
    cdef Token operator(self, int c, Py_ssize_t p)
    cdef Token mismatch(self, int c, tuple opening, Py_ssize_t p)
    cdef Token type_comment(self, Py_ssize_t start, Py_ssize_t end, bint blank_line)
