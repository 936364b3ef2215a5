# Layout of the second reader: see diagnose.py.
import cython
from pyrs.diagnose_grammar cimport *
from pyrs.lexer cimport Lexer, Token

cdef int MAX_LEVEL

@cython.final
@cython.freelist(64)
cdef class Matching:
    cdef Item item
    cdef Py_ssize_t mark, at, way, end
    cdef int level
    cdef list values
    cdef Sequence sequence
    cdef bint cut
    cdef object best

@cython.final
cdef class Walker:
    cdef readonly Lexer lexer
    cdef readonly object options
    cdef readonly bint flufl
    cdef readonly int feature_version
    cdef readonly str start_rule
    cdef readonly int first_line, start_col
    cdef readonly list tokens
    cdef readonly Py_ssize_t mark
    cdef int level
    cdef dict memo
    cdef bint second
    cdef object pending
    cdef Py_ssize_t warned
    cdef list earlier
    cdef Token last
    cdef list stack
    cdef object value

    cdef Token token(self)
    @cython.locals(t=Token)
    cdef int fetch(self) except -1
    cpdef report_lexer_warnings(self)
    cdef int report_earlier(self) except -1
    cpdef int go_on(self) except -1
    cdef int put_off(self, error) except -1

    @cython.locals(item=Item)
    cdef object match(self, Item rule)
    @cython.locals(matching=Matching, op=int)
    cdef object unwind(self, error)
    cdef int level_in(self) except -1
    @cython.locals(matching=Matching)
    cdef Matching push(self, Item item)
    cdef Item give(self, value)
    @cython.locals(op=int, t=Token, matching=Matching)
    cdef Item begin(self, Item item)
    @cython.locals(matching=Matching)
    cdef Item begin_rule(self, Rule rule)
    @cython.locals(rule=Rule)
    cdef int remember(self, Matching matching, value) except -1
    @cython.locals(item=Item, part=Item, op=int)
    cdef Item resume(self, Matching matching, value)
    cdef Item resume_rule(self, Matching matching, Rule rule, value)
    @cython.locals(separated=bint)
    cdef Item repeat(self, Matching matching, Item item, value)
    @cython.locals(ways=list, sequence=Sequence, items=list, item=Item, t=Token)
    cdef Item choose(self, Matching matching, bint failed)
    @cython.locals(starts=bytes)
    cdef bint may_begin(self, Sequence sequence) except -1
    @cython.locals(values=list)
    cdef object act(self, Sequence sequence, Matching matching)

    @cython.locals(tokens=list, at=Py_ssize_t, t=Token)
    cpdef node(self, str kind, Py_ssize_t first, data)
    @cython.locals(error=object)
    cpdef run(self, Py_ssize_t start=*)

@cython.locals(walker=Walker)
cpdef find_error(bytes data, options, Py_ssize_t start, list earlier)
